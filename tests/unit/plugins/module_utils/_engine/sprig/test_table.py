# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The table of functions: which names there are, and when their families are imported."""

from __future__ import annotations

from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig import table as table_module
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.table import sprig_functions
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.world import World


def words(text: str) -> list[str]:
    return text.split()


# What helm 4.3.1 keeps of Sprig 3.3.0, and what it adds.
SPRIG = words(
    """
    abbrev abbrevboth add add1 add1f addf adler32sum ago all any append atoi b32dec b32enc b64dec b64enc base
    bcrypt biggest buildCustomCert camelcase cat ceil chunk clean coalesce compact concat contains date
    dateInZone dateModify date_in_zone date_modify decryptAES deepCopy deepEqual default derivePassword dict dig
    dir div divf duration durationRound empty encryptAES ext fail first float64 floor fromJson genCA
    genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey get
    getHostByName has hasKey hasPrefix hasSuffix hello htmlDate htmlDateInZone htpasswd indent initial initials
    int int64 isAbs join kebabcase keys kindIs kindOf last list lower max maxf merge mergeOverwrite min minf mod
    mul mulf mustAppend mustChunk mustCompact mustDateModify mustDeepCopy mustFirst mustFromJson mustHas
    mustInitial mustLast mustMerge mustMergeOverwrite mustPrepend mustPush mustRegexFind mustRegexFindAll
    mustRegexMatch mustRegexReplaceAll mustRegexReplaceAllLiteral mustRegexSplit mustRest mustReverse mustSlice
    mustToDate mustToJson mustToPrettyJson mustToRawJson mustUniq mustWithout must_date_modify nindent nospace
    now omit osBase osClean osDir osExt osIsAbs pick pluck plural prepend push quote randAlpha randAlphaNum
    randAscii randBytes randInt randNumeric regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll
    regexReplaceAllLiteral regexSplit repeat replace rest reverse round semver semverCompare seq set sha1sum
    sha256sum sha512sum shuffle slice snakecase sortAlpha split splitList splitn squote sub subf substr swapcase
    ternary title toDate toDecimal toJson toPrettyJson toRawJson toString toStrings trim trimAll trimPrefix
    trimSuffix trimall trunc tuple typeIs typeIsLike typeOf uniq unixEpoch unset until untilStep untitle upper
    urlJoin urlParse uuidv4 values without wrap wrapWith
    """
)
HELM = words(
    """
    durationDays durationHours durationMicroseconds durationMilliseconds durationMinutes durationNanoseconds
    durationRoundTo durationSeconds durationTruncateTo durationWeeks fromJsonArray mustToDuration
    """
)


def test_the_table_has_the_functions_that_helm_keeps_and_adds() -> None:
    assert sorted(sprig_functions(World())) == sorted(SPRIG + HELM)
    assert len(SPRIG) == 209


def test_no_template_reads_the_environment() -> None:
    assert not {"env", "expandenv"} & set(sprig_functions(World()))


def test_a_deferred_family_names_all_of_its_functions() -> None:
    for load, names in table_module._DEFERRED.items():
        assert sorted(load(World())) == sorted(names.split())


def test_each_function_knows_its_name_and_signature() -> None:
    for name, entry in sprig_functions(World()).items():
        assert entry.name == name
        assert callable(entry.call)
        assert isinstance(entry.params, tuple)


def test_a_table_draws_from_its_own_world() -> None:
    early = sprig_functions(World(now=lambda: 0))
    late = sprig_functions(World(now=lambda: 86400 * 10**9))
    assert early["htmlDate"].call(None) == "1970-01-01"
    assert late["htmlDate"].call(None) == "1970-01-02"
