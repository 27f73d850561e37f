# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which functions random templates call, with the kinds of their arguments, and the literals of each kind.

Left out is what differs from run to run (random bytes, keys, clocks, the order of keys and values) and what Go has that
we have not: the capacity of a slice, which ``slice`` may use up, and private fields, which deepCopy forgets.
``count`` is a small number, so that nothing grows; the kinds are what a function wants, the generator also gives
others.
"""

from __future__ import annotations

STRINGS = (
    '""', '"a"', '"b"', '"x y"', '"Hello World"', '"abc-def_ghi"', "`raw \\ string`", '"é漢😀"', '"a,b,,c"', '"  pad "',
    '"line one\\nline two"', '"\\ttab"', '"1.2.3"', '"v1.20.3-rc.1+b"', '"12"', '"0x1F"', '"-3.5"', '"true"',
    '"null"',
    '"$5 #{x}"', '"it\'s \\"q\\""', '"<&>"', '"YWJj"', '"{\\"a\\": [1, 2.5]}"', '"a: 1\\nb: [x, y]"', '"<no value>"',
    '"k = 1"', '"/a/../b/c.txt"', '"http://u:p@h:80/p?q=1#f"', '"1h30m"', '"%"', '"\\u00e9\\x41"', '"aAbBcC"',
    '"{{ .Values.s }}"', '"{{ 1 }}{{ nope }}"', '"[1, {\\"b\\": null}]"', "'a'", '"\\n"', '"- x\\n- y"',
)  # fmt: skip
INTEGERS = (
    "0", "1", "2", "-1", "7", "10", "42", "100", "1000000", "0x1f", "0b11", "0o17", "1_000", "-3",
    "9223372036854775807",
    "$.Values.i", "'x'", "1e3", "(len $.Values.list)", "(int $.Values.f)", "(int64 $.Values.n)", "017",
)  # fmt: skip
FLOATS = (
    "1.5", "-0.25", "1e6", "1e21", "3.0", "0.1", "1234567.0", "1e-7", "$.Values.n", "$.Values.f", "2.5", ".5",
    "1e300",
    "0x1p4", "(float64 3)", "12345678.9", "100000.0", "1e100", "(divf 1 3)",
)  # fmt: skip
COUNTS = ("0", "1", "2", "3", "5", "-1", "12", "(int 4)")
BOOLS = ("true", "false", "$.Values.t", "$.Values.no", "(eq 1 1)", "(not 0)", "(empty $.Values.s)")
LISTS = (
    ".Values.list", "$.Values.mixed", "$.Values.empty_list", '(list 1 2 3)', '(list "b" "a" "c")', "(list)",
    "(until 4)",
    '(list 1 "a" nil 2.5 true)', "(list (list 1 2) (list 3))", '(splitList "," "b,a,c")', "(untilStep 0 9 3)",
    '(tuple "x" 1)', "(list $.Values.i $.Values.n)", '(list "a" "a" "b")', "(list 1 1.0 1)", '(fromYamlArray "")',
    '(fromJsonArray "null")',
)  # fmt: skip
DICTS = (
    "$.Values.map", "$.Values.deep", "$.Values.empty_map", '(dict "a" 1 "b" "two")', "(dict)",
    '(dict "k" (list 1 2))',
    '(dict "b" nil "a10" 1 "a2" 2)', '(dict "deep" (dict "x" (dict "y" 1)))', '(fromYaml "a: 1\\nb: {c: d}")',
    '(deepCopy $.Values.map)', '(dict "n" 1.5 "s" "text" "t" true)', "$.Values.odd", '(fromYaml "")',
    '(fromJson "null")', "(deepCopy $.Values)", "$.Chart.Annotations", "(fromYaml (toYaml $.Values.deep))",
)  # fmt: skip
ANYTHING = (
    "(list nil 1)", "$", "$.Values.missing", "$.Values.s", "$.Values.odd_strings", "$.Chart.Name", "$.Release",
    "$.Values.s", "$.Template",
    "$.Values.deep.a.b", "$.Values.null", "$.Capabilities.KubeVersion", "$.Release.Name", "$.Files",
    "$.Chart.Version",
    "(index $.Values.list 0)", "(get $.Values.map \"k\")", "$.Values.big", "$.Release.Revision",
    "$.Values.i", "$.Capabilities.APIVersions", '(semver "1.2.3")', '(printf "%s" "p")', "($.Values.missing).x",
    "$.Subcharts",
)  # fmt: skip
REGEXES = (
    '"[a-z]+"', '"^a.*c$"', '"(\\\\w)(\\\\d)?"', '"b*"', '"["', '"(?i)HELLO"', '"\\\\s+"', '""', '"(?P<n>l+)"', '","',
)  # fmt: skip
CONSTRAINTS = (
    '">=1.2.0"', '"^1.20"', '"~1.2.x"', '">=1.0-0 <2"', '"1.2 || 3"', '"!=1"', '"*"', '"bad!"', '"1.2 - 3"',
)  # fmt: skip
FORMATS = (
    '"%s"', '"%d"', '"%v"', '"%q"', '"%x"', '"%5d|"', '"%-8s|"', '"%05.1f"', '"%+v"', '"%#v"', '"%T"', '"%t"', '"%c"',
    '"%e"', '"%g"', '"%6.2f%%"', '"%U"', '"%o"', '"%b"', '"%*d"', '"%[2]v %[1]v"', '"%!"', '"%z"', '"% x"', '"%X"',
    '"%.3s"',
    '"%s-%s"', '"%v %v %v"', '"plain"', '"%#x"', '"%+d"', '"%08b"', '"%p"', '"%w"', '"%.2v"', '"%G"', '"%O"',
    '"%#q"', '"%+q"',
)  # fmt: skip
PATHS = ('"a.txt"', '"conf/b.yaml"', '"missing"', '"*"', '"**"', '"conf/*"', '"{a,conf/b}.*"', '"[a-c].txt"', '"["')

# What a template changes for those after it; nothing comes to hold itself.
CHANGES = (
    '$_ := set $ "Values" (mergeOverwrite (dict "z" 1) (deepCopy $.Values))', '$_ := set $.Values "z" 2',
    '$_ := unset $.Values "z"', '$_ := set $ "z" (dict "y" 1)', '$_ := set $.Values.map "new" (list 1)',
    '$_ := merge $.Values (dict "deep" (dict "new" 1))', '$_ := set $.Values.deep "a" nil',
    '$_ := mergeOverwrite $.Values.deep (dict "x" (dict "new" 1))',
)  # fmt: skip

KINDS = {
    "string": STRINGS, "int": INTEGERS, "float": FLOATS, "count": COUNTS, "bool": BOOLS, "list": LISTS, "dict": DICTS,
    "any": ANYTHING, "regex": REGEXES, "constraint": CONSTRAINTS, "format": FORMATS, "path": PATHS,
    "layout": ('"2006-01-02"', '"15:04:05 MST"', '"Mon Jan _2"', '"03PM .000"', '"Monday, 2 January 06"'),
    "zero": ("0", "1"),
    "zone": ('"UTC"', '"Europe/Berlin"', '"nowhere"', '""'),
    "duration": ('"1h30m"', '"90s"', '"bad"', "3600", "1.5", '"-2m"', '"36h"', '"1500ms"'),
    "key": ('"a"', '"b"', '"k"', '"deep"', '"missing"', '"x"'),
}  # fmt: skip

# Function: argument kinds, "..." repeats the last one; then the kind of the result.
_TABLE = """
string abbrev count string | abbrevboth count count string | camelcase string | cat any ... | contains string string
string snakecase string | kebabcase string | hasPrefix string string | hasSuffix string string
string indent count string | nindent count string | initials string | lower string | upper string | title string
string untitle string | nospace string | plural string string count | quote any ... | squote any ...
string repeat count string
string replace string string string | substr count count string | swapcase string | trim string
string trimAll string string
string trimPrefix string string | trimSuffix string string | trunc count string | wrap count string
string wrapWith count string string | toString any | printf format any ... | print any ... | println any ...
string html any ... | js any ... | urlquery any ... | b64enc string | b64dec string | b32enc string | b32dec string
string sha1sum string | sha256sum string | sha512sum string | adler32sum string | toJson any | toPrettyJson any
string toRawJson any | toYaml any | toYamlPretty any | toToml dict | mustToJson any | mustToYaml any
string regexReplaceAll regex string string | regexReplaceAllLiteral regex string string | regexFind regex string
string regexQuoteMeta string | base string | dir string | clean string | ext string | osBase string | osClean string
string osDir string | osExt string | join string list | typeOf any | kindOf any | urlJoin dict
string duration duration | durationRound duration | seq count count count | seq count | trimall string string
string dateInZone layout int zone | htmlDateInZone int zone | tpl string any | required string any | default any any
string Files.Get path | Files.AsConfig | toToml any | mustToPrettyJson any | mustToRawJson any
string coalesce string string
string ternary string string bool | get dict key | first list
bool and any any | or any any | not any | eq any any | ne any any | lt int int | le float float | gt string string
bool ge any any | eq int int | eq string string | eq float int | empty any | all any ... | any any ... | has any list
bool hasKey dict key | kindIs string any | typeIs string any | typeIsLike string any | deepEqual any any
bool isAbs string
bool regexMatch regex string | semverCompare constraint string | mustRegexMatch regex string | osIsAbs string
bool contains string string | mustHas any list
int add int ... | add1 any | sub int int | mul int ... | div int int | mod int int | max int ... | min int ...
int len any
int int any | int64 any | atoi string | toDecimal any | biggest int int | len string | len list
float addf float ... | add1f float | subf float float | divf float float | mulf float ... | maxf float float
float minf float float | float64 any | ceil float | floor float | round float count | durationSeconds duration
float durationHours duration | durationMinutes duration | durationDays duration | durationWeeks duration
int durationMilliseconds duration | durationNanoseconds duration | durationMicroseconds duration
any durationRoundTo duration duration | durationTruncateTo duration duration | mustToDuration duration
any index list count | index dict key | index any any | slice list zero | slice string count | dig key any dict
any dig key key any dict | ternary any any bool | default any any | coalesce any any any | first list | last list
any get dict key | nil | fromJson string | semver string | toDate layout string | mustFirst list | mustLast list
any Files.GetBytes path | Files.Glob path | urlParse string | index any count key | split string string
any splitn string count string
list append list any | prepend list any | rest list | initial list | reverse list | uniq list | without list any ...
list compact list | concat list list | chunk count list | sortAlpha list | toStrings any | splitList string string
list until count | untilStep count count count | regexFindAll regex string count | regexSplit regex string count
list list any ... | fromYamlArray string | fromJsonArray string | pluck key dict dict | slice list zero
list push list any
list mustAppend list any | mustUniq list | mustReverse list | mustSlice list zero | Files.Lines path
list mustRest list
list mustCompact list | mustWithout list any | mustChunk count list | mustInitial list | mustPrepend list any
dict dict key any | dict key any key any | dict any any any | set dict key any | unset dict key | omit dict key
dict pick dict key key
dict merge dict dict | mergeOverwrite dict dict | deepCopy dict | fromYaml string | fromToml string | fromJson string
dict mustMerge dict dict | mustMergeOverwrite dict dict | mustFromJson string | mustDeepCopy dict
dict merge dict dict dict
"""


class Call:
    """A function and the kinds of its arguments; ``repeated`` when the last kind may come again."""

    __slots__ = ("arguments", "name", "repeated")

    def __init__(self, name: str, arguments: list[str], *, repeated: bool) -> None:
        self.name = name
        self.arguments = arguments
        self.repeated = repeated


def _read_table() -> dict[str, list[Call]]:
    calls: dict[str, list[Call]] = {}
    for line in _TABLE.strip().splitlines():
        result, _space, rest = line.partition(" ")
        for entry in rest.split("|"):
            name, *arguments = entry.split()
            repeated = bool(arguments) and arguments[-1] == "..."
            name = "$." + name if name.startswith("Files.") else name
            calls.setdefault(result, []).append(Call(name, arguments[: -1 if repeated else None], repeated=repeated))
    return calls


CALLS = _read_table()

__all__ = ["CALLS", "CHANGES", "KINDS", "Call"]
