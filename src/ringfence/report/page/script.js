(function () {
  "use strict";
  var form = document.querySelector(".filter");
  if (!form) return;
  var articles = Array.prototype.slice.call(document.querySelectorAll("article[data-kind]"));
  var count = form.querySelector("output");
  function chosen(name) { return form.elements[name].value; }
  function apply() {
    var words = chosen("words").toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    articles.forEach(function (article) {
      var data = article.dataset;
      var text = article.textContent.toLowerCase();
      var fits = ["severity", "kind", "outcome"].every(function (name) {
        return !chosen(name) || data[name] === chosen(name);
      }) && words.every(function (word) { return text.indexOf(word) !== -1; });
      article.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = shown + " of " + articles.length + " shown";
  }
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", function () {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) { form.reset(); setTimeout(function () { apply(); target.scrollIntoView(); }, 0); }
  });
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (each) { each.open = true; });
  });
  window.addEventListener("afterprint", function () { folded.forEach(function (each) { each.open = false; }); });
  apply();
})();
