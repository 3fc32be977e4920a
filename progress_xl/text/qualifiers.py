"""Numbers that only say of which kind the counted things are: 50万元以上的村, 10千伏线路, 6-12岁儿童, 亿元以上项目."""

from progress_xl.text.patterns import lazy

_BOUND = "及?以[上下内]"
# Right behind a number and its unit.
_ATTRIBUTIVE = lazy(
    rf"{_BOUND}的?(?!力争|确保|争取|目标|任务)(?:[一-鿿](?<![和及与并])|[0-9])|(?:千伏(?!安)|[kK][vV](?!A))[一-鿿]"
)
_OF_AGE = lazy(rf"(?:{_BOUND})?的?[一-鿿](?<![和及与])")
_AGES, _YEARS = frozenset(("岁", "周岁")), frozenset(("年",))
_QUALIFIER = lazy(
    rf"[0-9][0-9.]*[^0-9,﹐、。;()|]{{1,5}}?{_BOUND}(?=[一-鿿0-9|]|$)|[十百千]?亿元(?:{_BOUND}|(?=[一-鿿]{{0,4}}项目))"
    r"|[0-9][0-9.]*(?:千伏(?!安)|[kK][vV](?!A))|[0-9]{1,2}(?:[-—–~至到][0-9]{1,2})?周?岁(?:及?以[上下])?|不含|不包括|剔除"
)
_WITHOUT_NUMBER = ("亿", "十亿", "百亿", "千亿")


# Characters that each of these has one of; and those that may stand behind a number and its unit.
_SIGNS, _BEHIND = frozenset("以岁伏vV亿不剔"), frozenset("及以千kK内")


def is_attributive(plain: str, end: int, word: str) -> bool:
    """Whether a number whose unit ends at ``end`` stands before what it describes and is no figure of its own."""
    if word in _AGES:
        return bool(_OF_AGE.match(plain, end))
    if plain[end : end + 1] not in _BEHIND:
        return False
    return bool(_ATTRIBUTIVE.match(plain, end)) or (word in _YEARS and plain[end] == "内")


def may_qualify(text: str) -> bool:
    """Whether there can be such a number in a text at all."""
    return not _SIGNS.isdisjoint(text)


def qualifier_of(text: str) -> str:
    """The last such number in a text, in one spelling (亿元及以上: 1亿元以上), or the word that leaves out a part (不含)."""
    found = _QUALIFIER.findall(text)
    if not found:
        return ""
    plain: str = found[-1].replace("及以", "以")
    if plain.startswith(_WITHOUT_NUMBER):
        return "1" + plain.removesuffix("以上") + "以上"
    return plain


def without_qualifiers(text: str) -> str:
    return _QUALIFIER.sub("", text) if may_qualify(text) else text
