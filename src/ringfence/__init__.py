"""Can the intellectual property of a sovereign LLM deployment leave its boundary?"""
