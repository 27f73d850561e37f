# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Versions and constraints as Masterminds/semver v3.5.0 reads them; the tables were made by that library."""

from __future__ import annotations

from itertools import pairwise

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.semver import Constraint, SemverError, Version

# One mark a version of the list, x where it meets the constraint.
VERSIONS = [
    "0.0.0",
    "0.0.3",
    "0.0.4",
    "0.2.0",
    "0.2.3",
    "0.2.9",
    "0.3.0",
    "1.0.0",
    "1.2",
    "1.2.3",
    "1.2.3-alpha",
    "1.2.3-beta.1",
    "1.2.3-beta.2",
    "1.2.3-rc.1",
    "1.2.3+build",
    "1.2.4",
    "1.3.0",
    "v1.4.5",
    "1.9.9",
    "1.20.0",
    "v1.27.3-gke.1337",
    "1.33.0",
    "2.0.0-0",
    "2.0.0",
    "2.1.0",
    "3.0.0",
    "4.0.1-rc1",
    "v2",
]
MET_BY = {
    "*": "xxxxxxxxxx....xxxxxx.x.xxx.x",
    "x": "xxxxxxxxxx....xxxxxx.x.xxx.x",
    "X": "xxxxxxxxxx....xxxxxx.x.xxx.x",
    "1": ".......xxx....xxxxxx.x......",
    "1.2": "........xx....xx............",
    "1.2.3": ".........x....x.............",
    "v1.2.3": ".........x....x.............",
    "=1.2.3": ".........x....x.............",
    "= 1.2.3": ".........x....x.............",
    "!=1.2.3": "xxxxxxxxx......xxxxx.x.xxx.x",
    "!=1.2": "xxxxxxxx........xxxx.x.xxx.x",
    "!=1.2.x": "xxxxxxxx........xxxx.x.xxx.x",
    "!=1": "xxxxxxx................xxx.x",
    ">1.2.3": "...............xxxxx.x.xxx.x",
    ">1.2": "................xxxx.x.xxx.x",
    ">1": ".......................xxx.x",
    ">=1.2": "........xx....xxxxxx.x.xxx.x",
    ">=1.2.3": ".........x....xxxxxx.x.xxx.x",
    "=>1.2.3": ".........x....xxxxxx.x.xxx.x",
    "<1.2.3": "xxxxxxxxx...................",
    "<1.2": "xxxxxxxx....................",
    "<1": "xxxxxxx.....................",
    "<=1.2.3": "xxxxxxxxxx....x.............",
    "<=1.2": "xxxxxxxxxx....xx............",
    "<=1": "xxxxxxxxxx....xxxxxx.x......",
    "=<1.2": "xxxxxxxxxx....xx............",
    "~1.2.3": ".........x....xx............",
    "~1.2": "........xx....xx............",
    "~1": ".......xxx....xxxxxx.x......",
    "~1.x": ".......xxx....xxxxxx.x......",
    "~>1.2": "........xx....xx............",
    "~0.2.3": "....xx......................",
    "~0": "xxxxxxx.....................",
    "^1.2.3": ".........x....xxxxxx.x......",
    "^1.2": "........xx....xxxxxx.x......",
    "^1": ".......xxx....xxxxxx.x......",
    "^1.x": ".......xxx....xxxxxx.x......",
    "^0.2.3": "....xx......................",
    "^0.2": "...xxx......................",
    "^0.0.3": ".x..........................",
    "^0.0": "xxx.........................",
    "^0": "xxxxxxx.....................",
    "^0.x": "xxxxxxx.....................",
    "^0.0.0": "x...........................",
    "~0.0.0": "xxxxxxxxxx....xxxxxx.x.xxx.x",
    "1.x": ".......xxx....xxxxxx.x......",
    "1.2.*": "........xx....xx............",
    "0.x": "xxxxxxx.....................",
    ">=1.20.0-0": "...................xxxxxxxxx",
    ">=1.20": "...................x.x.xxx.x",
    "<2.0.0-0": "xxxxxxxxxxxxxxxxxxxxxx......",
    ">=1.2.3-0": ".........xxxxxxxxxxxxxxxxxxx",
    "^1.2.3-beta.1": ".........x.xxxxxxxxxxx......",
    "~1.2.3-beta.1": ".........x.xxxxx............",
    "=1.2.3-rc.1": ".............x..............",
    "!=1.2.3-rc.1": "xxxxxxxxxxxxx.xxxxxxxxxxxxxx",
    ">1.2.3-alpha": ".........x.xxxxxxxxxxxxxxxxx",
    "<=1.2.3-rc.1": "xxxxxxxxx.xxxx..............",
    "*-0": "xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ">0.0.0-0": "xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "1.2.3+build": ".........x....x.............",
    "1.2 - 1.4.5": "........xx....xxxx..........",
    "1.2.3 - 2": ".........x....xxxxxx.x.xx..x",
    "1 - 2-0": ".......xxxxxxxxxxxxxxxxxx..x",
    ">=1.2, <3": "........xx....xxxxxx.x.xx..x",
    ">=1.2 <3.0.0 !=2.1.0": "........xx....xxxxxx.x.x...x",
    ">=1 <1.2 || ^2.1": ".......x................x...",
    "<1.2 || >=2.0.0-0 || =1.4.5": "xxxxxxxx.........x....xxxxxx",
    ">= 1.21.0-0, < 1.33.0-0": "....................x.......",
    " >= 1.2 ": "........xx....xxxxxx.x.xxx.x",
    "1.2 ,1.2.3": ".........x....x.............",
    "1.2.3 1.2.3": ".........x....x.............",
    "1 - 2 || 3 - 4": ".......xxx....xxxxxx.x.xxx.x",
    "1.2.3-beta.1 - 1.2.3": ".........x.xxxx.............",
    ">=1.2.3-alpha <1.2.3": "..........xxxx..............",
    "~1.2.3-0": ".........xxxxxxx............",
    "^0.0.0-0": "x...........................",
    "v1.x": ".......xxx....xxxxxx.x......",
    "1.2.x-0": "........xxxxxxxx............",
    "=>1.20 =<1.33": "...................x.x......",
    "!=1.2.3-rc.1 ^1.2.3-0": ".........xxxx.xxxxxxxx......",
    "^2 || ^1.2.3-beta": ".........x.xxxxxxxxxxx.xx..x",
    "!=*": ".xxxxxxxxx....xxxxxx.x.xxx.x",
    ">*": ".xxxxxxxxx....xxxxxx.x.xxx.x",
    "<x": "............................",
    "<=*": "xxx.........................",
    ">=*": "xxxxxxxxxx....xxxxxx.x.xxx.x",
    "~*": "xxxxxxxxxx....xxxxxx.x.xxx.x",
    "^*": "x...........................",
    "x.1": "xxxxxxxxxx....xxxxxx.x.xxx.x",
    "1.x.3": ".......xxx....xxxxxx.x......",
    "1.2.3-beta.2 || >3": "............x...............",
    "^0.2.x": "...xxx......................",
    "~0.x.3": "xxxxxxx.....................",
    "1 || 1.2 || 1.2.3": ".......xxx....xxxxxx.x......",
    "!=1.2.3+build": "xxxxxxxxx......xxxxx.x.xxx.x",
    "^1.2.3+build": ".........x....xxxxxx.x......",
    ">=1.2.3+x, <2": ".........x....xxxxxx.x......",
    ">v1.2": "................xxxx.x.xxx.x",
    "=v2": ".......................xx..x",
    "!=0": ".......xxx....xxxxxx.x.xxx.x",
    "~v1.4": ".................x..........",
    ">=0.0.0-0 <0.2": "xxx.........................",
    ">0-0": ".......xxxxxxxxxxxxxxxxxxxxx",
    "<1-0": "xxxxxxx.....................",
    "1.2.3 - 1.2.4 || 2.x": ".........x....xx.......xx..x",
    "*.2.3": "xxxxxxxxxx....xxxxxx.x.xxx.x",
    "^00.2": "...xxx......................",
    "=>v1.27.3-gke.1 <1.28": "....................x.......",
}
UNREADABLE = {
    "": '! improper constraint: ""',
    ">1.2 - 1.4": '! improper constraint: ">>= 1.2, <= 1.4 "',
    "!": '! improper constraint: "!"',
    "abc": '! improper constraint: "abc"',
    "1.2.3.4": '! improper constraint: "1.2.3.4"',
    "1.2,": '! improper constraint: "1.2,"',
    "1.2,,3": '! improper constraint: "1.2,,3"',
    ", 1": '! improper constraint: ", 1"',
    "1.2 || ": '! improper constraint: " "',
    "|| 1": '! improper constraint: ""',
    "1..2": '! improper constraint: "1..2"',
    ">=": '! improper constraint: ">="',
    "> = 1": '! improper constraint: "> = 1"',
    "1.2.3 beta": '! improper constraint: "1.2.3 beta"',
    "1 -2": '! improper constraint: "1 -2"',
    "1|2": "! constraint parser error",
    "1.a": '! improper constraint: "1.a"',
    "99999999999999999999": "! constraint parser error",
    "1.2.3-01": "! constraint parser error",
    "~~1": '! improper constraint: "~~1"',
    "^^1": '! improper constraint: "^^1"',
    "a" * 513: "! constraint string is too long (max 512 bytes)",
    "||".join("1" * 33): "! too many constraint groups (max 32)",
    "\t1\u00e9\n": '! improper constraint: "\\t1\u00e9\\n"',
}
LOOSE = {
    "": "! invalid semantic version",
    "1": "1|0|0|||1.0.0|1",
    "v1.2": "1|2|0|||1.2.0|v1.2",
    "1.2.3": "1|2|3|||1.2.3|1.2.3",
    "01.2.3": "1|2|3|||1.2.3|01.2.3",
    "1.02": "1|2|0|||1.2.0|1.02",
    "1.2.3-rc.1+b.2": "1|2|3|rc.1|b.2|1.2.3-rc.1+b.2|1.2.3-rc.1+b.2",
    "v1.2.3-01": "! version segment starts with 0",
    "1.2.3-": "! invalid semantic version",
    "1.2.3+": "! invalid semantic version",
    "1.2.3-a..b": "! invalid semantic version",
    "1.2.3.4": "! invalid semantic version",
    "latest": "! invalid semantic version",
    "1.2.3 ": "! invalid semantic version",
    " 1.2.3": "! invalid semantic version",
    "V1.2.3": "! invalid semantic version",
    "1.x": "! invalid semantic version",
    "18446744073709551616": "! error parsing version segment: "
    + 'strconv.ParseUint: parsing "18446744073709551616": value out of range',
    "1.2.3-\u00e9": "! invalid semantic version",
    "1.2.3+b_c": "! invalid semantic version",
    "1.2.3-0a": "1|2|3|0a||1.2.3-0a|1.2.3-0a",
    "1.2.3--": "1|2|3|-||1.2.3--|1.2.3--",
    "1.2.3-a+b-c": "1|2|3|a|b-c|1.2.3-a+b-c|1.2.3-a+b-c",
    "9" * 257: "! version string is too long (max 256 bytes)",
}
STRICT = {
    "": "! version string empty",
    "1": "! invalid semantic version",
    "v1.2": "! invalid semantic version",
    "1.2.3": "1|2|3|||1.2.3|1.2.3",
    "01.2.3": "! version segment starts with 0",
    "1.02": "! invalid semantic version",
    "1.2.3-rc.1+b.2": "1|2|3|rc.1|b.2|1.2.3-rc.1+b.2|1.2.3-rc.1+b.2",
    "v1.2.3-01": "! version segment starts with 0",
    "1.2.3-": "! invalid prerelease string",
    "1.2.3+": "! invalid metadata string",
    "1.2.3-a..b": "! invalid prerelease string",
    "1.2.3.4": "! invalid characters in version",
    "latest": "! invalid semantic version",
    "1.2.3 ": "! invalid characters in version",
    " 1.2.3": "! invalid characters in version",
    "V1.2.3": "! invalid characters in version",
    "1.x": "! invalid semantic version",
    "18446744073709551616": "! invalid semantic version",
    "1.2.3-\u00e9": "! invalid prerelease string",
    "1.2.3+b_c": "! invalid metadata string",
    "1.2.3-0a": "1|2|3|0a||1.2.3-0a|1.2.3-0a",
    "1.2.3--": "1|2|3|-||1.2.3--|1.2.3--",
    "1.2.3-a+b-c": "1|2|3|a|b-c|1.2.3-a+b-c|1.2.3-a+b-c",
    "9" * 257: "! version string is too long (max 256 bytes)",
}
IN_ORDER = [
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.1",
    "1.2.0",
    "1.10.0",
    "2.0.0-0",
    "2.0.0-1",
    "2.0.0-1.0",
    "2.0.0-99999999999999999999",
    "2.0.0-a",
    "2.0.0",
]


def shown(text: str, *, strict: bool) -> str:
    try:
        version = Version.parse(text, strict=strict)
    except SemverError as error:
        return "! " + str(error)
    numbers = (version.major, version.minor, version.patch)
    return "|".join(map(str, (*numbers, version.prerelease, version.metadata, version, version.original)))


@pytest.mark.parametrize("constraint", MET_BY)
def test_a_constraint_is_met_by_the_versions_that_go_says(constraint: str) -> None:
    parsed = Constraint.parse(constraint)
    marks = "".join("x" if parsed.check(Version.parse(version)) else "." for version in VERSIONS)
    assert marks == MET_BY[constraint]


@pytest.mark.parametrize("constraint", UNREADABLE)
def test_an_unreadable_constraint_is_refused_in_go_words(constraint: str) -> None:
    with pytest.raises(SemverError) as caught:
        Constraint.parse(constraint)
    assert "! " + str(caught.value) == UNREADABLE[constraint]


@pytest.mark.parametrize("text", LOOSE)
def test_a_loose_version_is_read_as_go_reads_it(text: str) -> None:
    assert shown(text, strict=False) == LOOSE[text]


@pytest.mark.parametrize("text", STRICT)
def test_a_strict_version_is_read_as_go_reads_it(text: str) -> None:
    assert shown(text, strict=True) == STRICT[text]


def test_versions_sort_by_precedence() -> None:
    versions = [Version.parse(text) for text in IN_ORDER]
    versions.reverse()
    versions.sort()
    assert [version.original for version in versions] == IN_ORDER
    assert [left.compare(right) for left, right in pairwise(versions)] == [-1] * (len(versions) - 1)


def test_metadata_plays_no_part_in_precedence() -> None:
    assert Version.parse("1.2.3+a") == Version.parse("v1.2.3+b")
    assert len({Version.parse("1.2.3+a"), Version.parse("1.2.3")}) == 1


def test_prereleases_can_be_let_in() -> None:
    constraint = Constraint.parse(">=1.2")
    constraint.include_prerelease = True
    assert constraint.check(Version.parse("1.3.0-rc.1"))


def test_a_hostile_constraint_is_refused_at_once() -> None:
    with pytest.raises(SemverError, match="improper constraint"):
        Constraint.parse("1   " * 120 + "!")
