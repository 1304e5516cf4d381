"""Expressions that are evaluated by Terraform and by us: results must agree."""

OPERATORS = r"""
1 + 2 * 3
(1 + 2) * 3
10 / 4
10 % 3
-7 % 3
7 % -3
7 % 0
-(3) - -2
0.1 + 0.2
1.1 * 100
1 / 3 * 3
2 * 3 == 6 && !false
1 == 1.0
1 == "1"
"a" == "a"
null == null
null != "a"
[1, 2] == [1, 2]
[1, "a"] == [1, "b"]
{a = 1} == {a = 1}
tolist(["a"]) == tolist(["a"])
toset(["a", "b"]) == toset(["b", "a"])
1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3
"10" > 9
true || false && false
!true || true
1 + 2 == 3 ? "yes" : "no"
true ? 1 : "a"
false ? 1 : "a"
true ? null : "a"
false ? [] : ["a"]
true ? "x" : null
"5" + 5
"5" * "2"
1e3
1.5e-3
100000000000000000000
-0.5
1 - 1.5
5 / 2.5
1 == 1 ? (2 == 3 ? "a" : "b") : "c"
1 > 2 ? "a" : 2 > 1 ? "b" : "c"
1 < 2 ? "a" : 2 > 3 ? "b" : "c"
1 > 2 ? "a" : 2 > 3 ? "b" : 3 > 4 ? "c" : "d"
1 > 2 ? "a" : 2 < 3 ? 1 > 2 ? "b" : "x" : "c"
"${1}" == "1"
"${true}" == "true"
1 / 0
!1
-"a"
"a" + 1
null + 1
true && null
"true" ? 1 : 2
"yes" ? 1 : 2
"""

TEMPLATES = r"""
"plain"
""
"a${1}b"
"${"nested ${1 + 1} deep"}"
"$${not} %%{not} $ % {}"
"tab\tnew\nquote\"back\\slash"
"\u00e9 \U0001F600"
"${1.50}"
"${true} and ${false}"
"${[1]}"
"${null}"
"x${null}"
"x${[1]}"
"%{ if true }yes%{ else }no%{ endif }"
"%{ if false }yes%{ else }no%{ endif }"
"%{ if false }yes%{ endif }"
"%{ for x in [1, 2, 3] }<${x}>%{ endfor }"
"%{ for k, v in {a = 1, b = 2} }${k}=${v};%{ endfor }"
"%{ for x in [1, 2] }%{ if x == 1 }one%{ else }other%{ endif },%{ endfor }"
"a ${~ 1 ~} b"
"a %{~ if true ~} b %{~ endif ~} c"
"  ${1}  "
"a # b ${1} // c /* d */"
"${"a"}${"b"}"
"${1}"
"${[1, 2]}"
"${{a = 1}}"
<<EOT
hello ${1}
  indented
EOT
<<-EOT
    two
      four ${2}
    two
EOT
<<-EOT
    a

    b
EOT
<<-EOT
  ${1}
    two
EOT
<<EOT
%{ for x in [1, 2] ~}
- ${x}
%{ endfor ~}
end
EOT
<<-EOT
  %{ for x in [1, 2] }
  - ${x}
  %{ endfor }
EOT
<<-EOT
    a ${1 ~}

      b
EOT
<<-EOT
    x
      ${~ 1 ~}
    y
EOT
<<EOT
no \n escapes \" here $${x} %%{y}
EOT
<<EOT
%{ if true ~}
yes
%{~ else ~}
no
%{~ endif }
EOT
<<EOT
a # b ${1}   # c
  // d
EOT
"""

COLLECTIONS = r"""
[1, 2, 3][0]
[1, 2, 3].1
[[1, 2], [3]][0][1]
[1, 2][5]
[1, 2][-1]
{a = 1, b = 2}["a"]
{a = 1}.a
{a = 1}["b"]
{"a b" = 1, (upper("x")) = 2, "c${1}" = 3}
{a : 1, b = 2}
{1 = "x", true = "y"}
[for x in [1, 2, 3] : x * 2]
[for i, x in ["a", "b"] : "${i}${x}"]
[for k, v in {b = 1, a = 2} : "${k}${v}"]
[for x in [1, 2, 3] : x if x != 2]
{for x in ["a", "b"] : x => upper(x)}
{for i, x in ["a", "b"] : x => i if i > 0}
{for x in ["a", "b", "a"] : x => 1...}
{for k, v in {a = 1, b = 2} : v => k}
{for x in ["a", "a"] : x => 1}
[for x in toset(["b", "a"]) : x]
[for x in 5 : x]
[for x in null : x]
[{a = 1}, {a = 2}][*].a
[{a = {b = 1}}, {a = {b = 2}}][*].a.b
[{a = 1}, {a = 2}].*.a
[{a = [1, 2]}, {a = [3]}][*].a[0]
[{a = [1, 2]}, {a = [3]}].*.a[0]
[{a = [{b = 1}]}][*].a[*].b
{a = 1}[*].a
null[*]
"x"[*]
[for x in [[1, 2], [3]] : [for y in x : y + 1]]
{for k, v in {a = {x = 1}} : k => {for i, j in v : i => j}}
[1, "a", true, null]
[
  1, # comment
  2, /* another */
  3,
]
{
  a = 1 // comment
  b = 2, c = 3
}
[for x in ["a"] : {(x) = 1}]
tomap({a = 1})["a"]
tomap({a = 1, b = "x"})
tolist([1, "x"])
tolist(["a", true])
toset([3, 1, 2, 1])
toset(["b", "a"])
toset([])
keys({b = 1, a = 2})
values({b = 1, a = 2})
length([1, 2])
length({a = 1})
length("héllo")
length(5)
merge({a = 1}, {b = 2}, {a = 3})
merge({}, null)
merge()
concat([1], [2, 3], [])
concat()
flatten([[1, [2]], [3], []])
flatten(["a", ["b"]])
distinct(["a", "b", "a"])
distinct([1, "1"])
compact(["a", "", null, "b"])
contains(["a", "b"], "b")
contains(["a"], "c")
contains([1, 2], "1")
element(["a", "b"], 3)
element(["a", "b"], -1)
element([], 0)
index(["a", "b"], "b")
index(["a"], "z")
lookup({a = 1}, "a", 2)
lookup({a = 1}, "b", 2)
lookup({a = "x"}, "b", 2)
lookup({a = 1}, "b")
reverse([1, 2, 3])
slice(["a", "b", "c"], 1, 2)
slice(["a"], 0, 5)
sort(["b", "a", "C"])
sort(["10", "9"])
chunklist([1, 2, 3, 4, 5], 2)
zipmap(["a", "b"], [1, 2])
zipmap(["a"], [])
setproduct(["a", "b"], ["x", "y"])
setproduct(toset(["a"]), ["x"])
setunion(["a"], ["b", "a"])
setunion([{a = null, b = 1}], [{a = null, b = 1}, {a = "x", b = 2}])
length(toset([{a = [null], b = null}, {a = [null], b = null}]))
setunion([null], ["a"])
distinct([null, "a", null])
setintersection(["a", "b"], ["b", "c"])
setsubtract(["a", "b"], ["a"])
range(3)
range(1, 4)
range(4, 1)
range(0, 10, 4)
range(1, 2, 0.5)
range(0)
range(2000)
coalesce("", "a", "b")
coalesce(null, 2)
coalesce(1, "a")
coalesce("", "")
coalescelist([], ["a"], ["b"])
coalescelist([], [])
matchkeys(["a", "b", "c"], ["x", "y", "x"], ["x"])
transpose({a = ["x", "y"], b = ["y"]})
one([])
one(["a"])
one(["a", "b"])
sum([1, 2, 3.5])
sum([])
max(1, 5, 3)
min(1, -5, 3)
max([1, 2]...)
alltrue([true, "true"])
alltrue([])
alltrue([true, false])
anytrue([false, "true"])
anytrue([])
try({a = 1}.b, "fallback")
try([1][3], "fallback")
try(null.a, "fallback")
try("ok", "fallback")
try({a = 1}.b, [].0, "third")
can({a = 1}.b)
can({a = 1}.a)
can(tonumber("x"))
"""

STRINGS = r"""
upper("aé")
lower("AÉ")
title("hello world-wide it's")
chomp("a\n\n")
trimspace("  a b \n")
trim("--a--", "-")
trimprefix("helloworld", "hello")
trimprefix("helloworld", "x")
trimsuffix("helloworld", "world")
startswith("hello", "he")
endswith("hello", "lo")
endswith("hello", "he")
strcontains("hello", "ell")
substr("hello", 1, 3)
substr("hello", -3, -1)
substr("hello", 1, -1)
substr("hello", 0, 100)
strrev("héllo")
split(",", "a,b,,c")
split("", "abc")
split(",", "")
join("-", ["a", "b"])
join(",", [])
join("-", ["a"], ["b"])
join(",", [1, true])
join(",", ["a", null])
replace("hello", "l", "L")
replace("a.b.c", ".", "-")
replace("hello", "/l+/", "L")
replace("hello", "/(l+)/", "[$1]")
replace("abc", "/(?P<x>b)/", "<$x>")
replace("a-b_c", "/[^a-z]/", "")
replace("aaa", "", "-")
regex("[a-z]+", "53453453.345345aaabbbccc23454")
regex("(\\d\\d\\d\\d)-(\\d\\d)", "2019-02")
regex("(?P<y>\\d+)-(?P<m>\\d+)", "2019-02")
regex("x", "abc")
regex("^/subscriptions/([^/]+)/", "/subscriptions/abc/resourceGroups")
regexall("[a-z]", "1a2b")
regexall("(\\d)(\\d)", "1234")
regexall("x", "abc")
regex("[[:alpha:]]+", "12ab")
regex("a$", "ba\n")
length(regexall("^[a-z0-9]{3,24}$", "weights01")) > 0
can(regex("^(dev|prod)$", "prod"))
regex("(a+)+$", "xaaa")
regex("(a|ab)(c|bcd)", "abcd")
regex("(a|ab)*?b", "aab")
regex("^([a-z]+-)*([a-z]+)$", "rg-llm-train")
regexall("(?i)[a-c]+", "aBcDCb")
regexall("\\b\\w", "ab cd-ef")
regexall("(a*)", "baac")
regexall("x*", "axb")
regex("(?s)a.b", "a\nb")
regex("a.b", "a\nb")
regex("(?m)^b$", "a\nb\nc")
regex("^b$", "a\nb\nc")
regex("^/subscriptions/([^/]+)/resourceGroups/([^/]+)/", "/subscriptions/s/resourceGroups/g/x")
regex("(?P<a>x)|(?P<b>y)", "y")
regex("[^a-c]{2,3}?", "abxyz")
regex("a{2}(b{1,2})", "aaabbb")
regex("(?=a)b", "b")
regex("(a)\\1", "aa")
regex("[\\d\\s_]+", "a1 _b")
regexall("[[:upper:]][[:lower:]]+", "WestEurope")
replace("westeurope-we-1", "/^([a-z]+)-([a-z]+)-(\\d)$/", "$3$2-${1}x")
format("%s", "a")
format("%d items, %s", 5, "x")
format("%03d|%5d|%-5d|%+d", 7, 7, 7, 7)
format("%.2f %f %5.1f|", 3.14159, 2, 1.25)
format("%v %v %v", "a", 1, true)
format("%v %v", [1, "a"], {a = 1})
format("%#v", "a")
format("%q", "a\"b")
format("%5s|%-5s|", "ab", "ab")
format("%.2s", "abc")
format("%t", true)
format("%%")
format("%x %X %o %b", 255, 255, 8, 5)
format("%e %g %G", 12345.678, 12345.678, 0.00001)
format("%[2]s %[1]s", "a", "b")
format("%s")
format("%s", "a", "b")
format("%d", "x")
format("%d", 1.5)
format("%s", [1])
format("%s", 1.50)
formatlist("%s-%d", ["a", "b"], [1, 2])
formatlist("x%s", ["a", "b"])
formatlist("%s%s", "p", ["a", "b"])
indent(2, "a\nb")
strrev("")
tostring(1.0)
tostring(true)
tostring(null)
tostring([])
tonumber("1.5")
tonumber("abc")
tonumber(true)
tobool("true")
tobool("1")
tobool(1)
tobool("yes")
nonsensitive(sensitive("a"))
basename("a/b/c.txt")
dirname("a/b/c.txt")
dirname("c.txt")
pathexpand("a/b")
"""

ENCODINGS = r"""
jsonencode({b = [1, 2.5, null, true], a = "<&>é"})
jsonencode("a\"b\\\n")
jsonencode([])
jsonencode({})
jsonencode(1.0)
jsondecode("{\"a\": [1, 2.0, null, true, \"x\"]}")
jsondecode("{")
jsondecode("1e2")
yamlencode({a = [1, "x"], b = {c = null, d = true}, e = "multi\nline"})
yamlencode([])
yamlencode({})
yamlencode("a")
yamlencode([[1, 2], {a = [3]}])
yamlencode({a = "x\n", b = "", c = "a: b", d = []})
yamldecode("a: 1\nb: [x, 'y', \"z\"]\nc: {d: null}\n")
yamldecode("a: yes\nb: on\nc: 0x1f\nd: 1_000\ne: ~\nf: 2020-01-01\ng: 010\nh: 1e3\ni: .5\nj: True\nk: 0o17")
yamldecode("- a\n- b: 1\n")
yamldecode("{a: [")
yamldecode("a: |\n  x\n  y\n")
base64encode("hello")
base64decode("aGVsbG8=")
base64decode("%%%")
urlencode("a b&c/é~")
csvdecode("a,b\n1,2\n3,\"x,y\"\n")
csvdecode("a,b\n1\n")
textencodebase64("a", "UTF-16LE")
textdecodebase64("YQA=", "UTF-16LE")
md5("a")
sha1("a")
sha256("a")
sha512("a")
base64sha256("a")
base64sha512("a")
uuidv5("dns", "example.com")
uuidv5("url", "https://example.com")
uuidv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "x")
uuidv5("nope", "x")
"""

NUMBERS_AND_NETWORKS = r"""
abs(-5)
ceil(1.2)
floor(-1.2)
log(8, 2)
pow(2, 10)
pow(2, 0.5) > 1.41
pow(2, -1)
signum(-3)
signum(0)
parseint("ff", 16)
parseint("-101", 2)
parseint("zz", 36)
parseint("Z", 62)
parseint("12x", 10)
cidrhost("10.0.0.0/8", 5)
cidrhost("10.0.0.0/24", -1)
cidrhost("10.0.0.0/24", 300)
cidrhost("fd00::/64", 10)
cidrnetmask("10.0.0.0/12")
cidrnetmask("fd00::/64")
cidrsubnet("10.0.0.0/16", 8, 3)
cidrsubnet("10.1.2.3/16", 4, 15)
cidrsubnet("10.0.0.0/16", 4, 16)
cidrsubnet("10.0.0.0/30", 8, 0)
cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)
cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)
cidrsubnets("10.0.0.0/24", 1, 1, 1)
cidrsubnet("nope", 8, 1)
formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")
formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01-08:00")
formatdate("YYYY-MM-DD'T'hh:mm:ssZ", "2018-01-02T23:12:01Z")
formatdate("h'h'mm aa", "2018-01-02T23:12:01Z")
formatdate("H AA M D EEE", "2018-01-02T03:12:01Z")
formatdate("YYYYY", "2018-01-02T03:12:01Z")
timeadd("2017-11-22T00:00:00Z", "10m")
timeadd("2017-11-22T00:00:00Z", "-1h30m5s")
timeadd("2017-11-22T00:00:00+02:00", "24h")
timeadd("2017", "1h")
timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00Z")
timecmp("2017-11-22T00:00:00Z", "2017-11-22T02:00:00+02:00")
"""


def listed(block: str) -> list[str]:
    """Return the expressions of a block; one may span lines where brackets or heredocs are open."""
    found: list[str] = []
    pending: list[str] = []
    mark = ""
    for line in block.strip("\n").split("\n"):
        if not line and not pending:
            continue
        pending.append(line)
        if mark:
            if line.strip() != mark:
                continue
            mark = ""
        elif line.startswith("<<"):
            mark = line.lstrip("<-")
            continue
        if line in ("[", "{") or (
            len(pending) > 1 and pending[0] in ("[", "{") and line not in "]}"
        ):
            continue
        found.append("\n".join(pending))
        pending = []
    return found
