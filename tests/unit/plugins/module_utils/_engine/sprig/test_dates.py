# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Dates: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

CASES = {
    'toDate "2006-01-02T15:04:05.999999999Z07:00" "2024-05-06 07:08:09"': (
        'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"'
    ),
    'mustDateModify "9223372036854775808ns" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        '! mustDateModify: time: invalid duration "9223372036854775808ns"'
    ),
    'unixEpoch (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': 'string|1614827167|"1614827167"',
    'mustToDate "2006-01-02 15:04:05.999" "2024-01-02 03:04:05."': (
        '! mustToDate: parsing time "2024-01-02 03:04:05.": extra text: "."'
    ),
    'toDate "2006-01-02" "2024-02-29x"': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'toDate "2006-01-02" "2024-05-06 07:08:09"': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    '(toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00").IsDST': "bool|false|false",
    'dateModify "" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'mustToDate "2006-01-02 15:04:05.999" "2024-01-02 03:04:05"': (
        'time.Time|2024-01-02 03:04:05 +0000 UTC|"2024-01-02T03:04:05Z"'
    ),
    'toDate "3:04PM" "12:30PM"': 'time.Time|0000-01-01 12:30:00 +0000 UTC|"0000-01-01T12:30:00Z"',
    'date_modify "1h" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-29 01:00:00 +0000 UTC|"2024-02-29T01:00:00Z"'
    ),
    'mustToDate "2006-01-02T15:04:05Z07:00" "2024-01-02T25:04:05Z"': (
        '! mustToDate: parsing time "2024-01-02T25:04:05Z": hour out of range'
    ),
    'mustDateModify "x" (toDate "x" "y")': '! mustDateModify: time: invalid duration "x"',
    'mustDateModify "9223372036854775807ns" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2316-06-09 23:47:16.854775807 +0000 UTC|"2316-06-09T23:47:16.854775807Z"'
    ),
    'mustToDate "2006 __2" "2024  60"': 'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"',
    'toDate "2006-01-02 15:04:05.999" "2024-01-02 03:04:05."': (
        'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"'
    ),
    'mustToDate "2006 002" "2023 366"': '! mustToDate: parsing time "2023 366": day-of-year out of range',
    '(toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00").UnixMilli': "int64|1614827167000|1614827167000",
    'mustToDate "06" "2024-05-06 07:08:09"': (
        '! mustToDate: parsing time "2024-05-06 07:08:09": extra text: "24-05-06 07:08:09"'
    ),
    'toDate "MST" "2024-05-06 07:08:09"': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    '((toDate "2006-01-02" "2024-02-29").Add (mustToDuration "36h")).Round (mustToDuration "48h")': (
        'time.Time|2024-03-02 00:00:00 +0000 UTC|"2024-03-02T00:00:00Z"'
    ),
    '(toDate "x" "y").UnixMilli': "int64|-62135596800000|-62135596800000",
    '(toDate "2006-01-02" "2024-02-29").UTC': 'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"',
    '(toDate "2006-01-02" "2024-02-29").After (toDate "2006-01-02" "2023-02-28")': "bool|true|true",
    'mustDateModify "1e3s" (toDate "2006-01-02" "2024-02-29")': (
        '! mustDateModify: time: unknown unit "e" in duration "1e3s"'
    ),
    'dateModify "9223372036854775807ns" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2316-06-09 23:47:16.854775807 +0000 UTC|"2316-06-09T23:47:16.854775807Z"'
    ),
    'date_modify "+5m" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-29 00:05:00 +0000 UTC|"2024-02-29T00:05:00Z"'
    ),
    'must_date_modify "-0" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"'
    ),
    'dateModify "1d" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'date_modify "1d" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:06:07 +0200 +0200|"2021-03-04T05:06:07+02:00"'
    ),
    '(toDate "2006-01-02" "2024-02-29").Day': "int|29|29",
    'toDate "2006-01-02 15:04:05.999" "2024-01-02 03:04:05.1234567891"': (
        'time.Time|2024-01-02 03:04:05.123456789 +0000 UTC|"2024-01-02T03:04:05.123456789Z"'
    ),
    'date_modify "-2562047h47m16.854775808s" (toDate "x" "y")': "time.Time|-0292-09-22 00:12:43.145224192 +0000 UTC|",
    'toDate "2006-01-02" ""': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    '(toDate "2006-01-02" "2024-02-29").Minute': "int|0|0",
    'toDate "2006-002 01" "2024-060 03"': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    '(toDate "x" "y").YearDay': "int|1|1",
    '(toDate "2006-01-02" "2024-02-29").YearDay': "int|60|60",
    'must_date_modify "9223372036854775808ns" (toDate "2006-01-02" "2024-02-29")': (
        '! must_date_modify: time: invalid duration "9223372036854775808ns"'
    ),
    '(toDate "x" "y").Day': "int|1|1",
    'toDate "Mon Jan _2 15:04:05 MST 2006" "Xxx Jan  2 03:04:05 UTC 2024"': (
        'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"'
    ),
    'date_modify "1h 2m" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"'
    ),
    'toDate "Mon Jan _2 15:04:05 MST 2006" "2024-05-06 07:08:09"': (
        'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"'
    ),
    'toDate "2006-01-02T15:04:05Z07:00" "2024-01-02T03:04:05.123456789-08:00"': (
        'time.Time|2024-01-02 03:04:05.123456789 -0800 -0800|"2024-01-02T03:04:05.123456789-08:00"'
    ),
    'toDate "3:04PM" "0:00AM"': 'time.Time|0000-01-01 00:00:00 +0000 UTC|"0000-01-01T00:00:00Z"',
    'mustToDate "3:04PM" "0:00AM"': 'time.Time|0000-01-01 00:00:00 +0000 UTC|"0000-01-01T00:00:00Z"',
    'date_modify "1e3s" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'mustDateModify "" (toDate "x" "y")': '! mustDateModify: time: invalid duration ""',
    'must_date_modify "+5m" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:11:07 +0200 +0200|"2021-03-04T05:11:07+02:00"'
    ),
    '(toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00").Year': "int|2021|2021",
    'mustDateModify "3" (toDate "x" "y")': '! mustDateModify: time: missing unit in duration "3"',
    'mustDateModify "x" (toDate "2006-01-02" "2024-02-29")': '! mustDateModify: time: invalid duration "x"',
    'toDate "3:04PM" "12:00AM"': 'time.Time|0000-01-01 00:00:00 +0000 UTC|"0000-01-01T00:00:00Z"',
    '(toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00").IsZero': "bool|false|false",
    'dateModify "9223372036854775808ns" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"'
    ),
    'must_date_modify "-36h30m" (toDate "x" "y")': 'time.Time|0000-12-30 11:30:00 +0000 UTC|"0000-12-30T11:30:00Z"',
    'mustToDate "2006-002 01" "2024-060 02"': 'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"',
    'date_modify "" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:06:07 +0200 +0200|"2021-03-04T05:06:07+02:00"'
    ),
    'toDate "01/02/06 15:04:05.000 -0700" "12/31/69 23:59:59.12 +0000"': (
        'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"'
    ),
    'mustDateModify "1.5s" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:01.5 +0000 UTC|"0001-01-01T00:00:01.5Z"',
    'mustToDate "2006 002" "2024 366"': 'time.Time|2024-12-31 00:00:00 +0000 UTC|"2024-12-31T00:00:00Z"',
    '(toDate "x" "y").Minute': "int|0|0",
    'toDate "2006-01-02" "2024-13-01"': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'toDate "2006-01-02T15:04:05Z07:00" "2024-01-02T03:60:05Z"': (
        'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"'
    ),
    'date_modify "-36h30m" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-02 16:36:07 +0200 +0200|"2021-03-02T16:36:07+02:00"'
    ),
    'must_date_modify "-2562047h47m16.854775808s" (toDate "x" "y")': (
        "time.Time|-0292-09-22 00:12:43.145224192 +0000 UTC|"
    ),
    'toDate "January 2 1 01 3 4 5" "2024-05-06 07:08:09"': (
        'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"'
    ),
    'date_modify "1h 2m" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:06:07 +0200 +0200|"2021-03-04T05:06:07+02:00"'
    ),
    'date_modify "" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'toDate "01/02/06 15:04:05.000 -0700" "12/31/69 23:59:59.123 -0130"': (
        'time.Time|1969-12-31 23:59:59.123 -0130 -0130|"1969-12-31T23:59:59.123-01:30"'
    ),
    'mustToDate "2006-01-02T15:04:05Z07:00" "2024-01-02T03:04:05,5Z"': (
        'time.Time|2024-01-02 03:04:05.5 +0000 UTC|"2024-01-02T03:04:05.5Z"'
    ),
    'toDate "2006-01-02" " 2024-01-01"': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'must_date_modify "+5m" (toDate "x" "y")': 'time.Time|0001-01-01 00:05:00 +0000 UTC|"0001-01-01T00:05:00Z"',
    'toDate "_2006 Jany 0 07 .00 ,999 .9a .99" "2024-05-06 07:08:09"': (
        'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"'
    ),
    'mustDateModify "-2562047h47m16.854775808s" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|1731-11-20 00:12:43.145224192 +0000 UTC|"1731-11-20T00:12:43.145224192Z"'
    ),
    'mustToDate "2006 __2" "2024 366"': 'time.Time|2024-12-31 00:00:00 +0000 UTC|"2024-12-31T00:00:00Z"',
    '(toDate "x" "y").UnixNano': "int64|-6795364578871345152|-6795364578871345152",
    '(toDate "2006-01-02" "2024-02-29").IsDST': "bool|false|false",
    '(toDate "2006-01-02" "2024-02-29").Second': "int|0|0",
    'mustToDate "Mon Jan _2 15:04:05 MST 2006" "2024-05-06 07:08:09"': (
        '! mustToDate: parsing time "2024-05-06 07:08:09" as "Mon Jan _2 15:04:05 MST 2006": cannot parse "'
        '2024-05-06 07:08:09" as "Mon"'
    ),
    'must_date_modify "1.5s" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:01.5 +0000 UTC|"0001-01-01T00:00:01.5Z"',
    'dateModify "x" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'must_date_modify "1.5s" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:06:08.5 +0200 +0200|"2021-03-04T05:06:08.5+02:00"'
    ),
    'toDate "2006-01-02 15:04:05 -0700 MST" "2024-05-06 07:08:09"': (
        'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"'
    ),
    'must_date_modify "0" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"'
    ),
    'date_modify "-0" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"'
    ),
    'mustToDate "-07 Z07 -070000 -07:00:00" "+2 Z +020304 -01:02:03"': (
        '! mustToDate: parsing time "+2 Z +020304 -01:02:03" as "-07 Z07 -070000 -07:00:00": cannot parse "'
        '+2 Z +020304 -01:02:03" as "-07"'
    ),
    'date_modify "-2562047h47m16.854775808s" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|1731-11-20 00:12:43.145224192 +0000 UTC|"1731-11-20T00:12:43.145224192Z"'
    ),
    'dateModify "1.5s" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:06:08.5 +0200 +0200|"2021-03-04T05:06:08.5+02:00"'
    ),
    'mustToDate "3:04PM" "12:30PM"': 'time.Time|0000-01-01 12:30:00 +0000 UTC|"0000-01-01T12:30:00Z"',
    'dateModify ".5m" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:06:37 +0200 +0200|"2021-03-04T05:06:37+02:00"'
    ),
    'toDate "2006-01-02 15:04:05.999" "2024-01-02 03:04:05"': (
        'time.Time|2024-01-02 03:04:05 +0000 UTC|"2024-01-02T03:04:05Z"'
    ),
    'dateModify "1h 2m" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    '(toDate "x" "y").UTC': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'must_date_modify "3" (toDate "2006-01-02" "2024-02-29")': (
        '! must_date_modify: time: missing unit in duration "3"'
    ),
    '(toDate "2006-01-02" "2024-02-29").Year': "int|2024|2024",
    '(toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00").UTC': (
        'time.Time|2021-03-04 03:06:07 +0000 UTC|"2021-03-04T03:06:07Z"'
    ),
    'dateModify "0" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:06:07 +0200 +0200|"2021-03-04T05:06:07+02:00"'
    ),
    'mustToDate "Monday January 2 2006" "Friday February 30 2023"': (
        '! mustToDate: parsing time "Friday February 30 2023": day out of range'
    ),
    'dateModify "9223372036854775807ns" (toDate "x" "y")': (
        'time.Time|0293-04-11 23:47:16.854775807 +0000 UTC|"0293-04-11T23:47:16.854775807Z"'
    ),
    'date_modify "9223372036854775807ns" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2313-06-14 04:53:23.854775807 +0200 +0200|"2313-06-14T04:53:23.854775807+02:00"'
    ),
    'mustToDate "2006-01-02" " 2024-01-01"': (
        '! mustToDate: parsing time " 2024-01-01" as "2006-01-02": cannot parse " 2024-01-01" as "2006"'
    ),
    '(toDate "2006-01-02" "2024-02-29").Format "Jan 2"': 'string|Feb 29|"Feb 29"',
    'mustDateModify ".5m" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:06:37 +0200 +0200|"2021-03-04T05:06:37+02:00"'
    ),
    'date_modify "1\xb5s" (toDate "x" "y")': (
        'time.Time|0001-01-01 00:00:00.000001 +0000 UTC|"0001-01-01T00:00:00.000001Z"'
    ),
    'dateModify "1.5s" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-29 00:00:01.5 +0000 UTC|"2024-02-29T00:00:01.5Z"'
    ),
    'dateModify "-2562047h47m16.854775808s" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|1731-11-20 00:12:43.145224192 +0000 UTC|"1731-11-20T00:12:43.145224192Z"'
    ),
    'mustToDate "3:04PM" "3:04PM"': 'time.Time|0000-01-01 15:04:00 +0000 UTC|"0000-01-01T15:04:00Z"',
    'dateModify "1e3s" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'must_date_modify "" (toDate "2006-01-02" "2024-02-29")': '! must_date_modify: time: invalid duration ""',
    'must_date_modify ".5m" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:30 +0000 UTC|"0001-01-01T00:00:30Z"',
    'date_modify "" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"'
    ),
    'must_date_modify "-2562047h47m16.854775808s" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|1731-11-20 00:12:43.145224192 +0000 UTC|"1731-11-20T00:12:43.145224192Z"'
    ),
    'mustDateModify "-36h30m" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-02 16:36:07 +0200 +0200|"2021-03-02T16:36:07+02:00"'
    ),
    'mustToDate "2006 __2" "2024   1"': 'time.Time|2024-01-01 00:00:00 +0000 UTC|"2024-01-01T00:00:00Z"',
    'dateModify "0" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"'
    ),
    'toJson (toDate "2006-01-02T15:04:05Z07:00" "2024-02-29T01:02:03.5+02:00")': (
        'string|"2024-02-29T01:02:03.5+02:00"|"\\"2024-02-29T01:02:03.5+02:00\\""'
    ),
    'unixEpoch (toDate "2006-01-02" "2024-02-29")': 'string|1709164800|"1709164800"',
    'unixEpoch (toDate "x" "y")': 'string|-62135596800|"-62135596800"',
    '(toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00").Weekday': "time.Weekday|Thursday|4",
    'mustToDate "2006-01-02" "2024-02-29x"': '! mustToDate: parsing time "2024-02-29x": extra text: "x"',
    'must_date_modify "1d" (toDate "2006-01-02" "2024-02-29")': (
        '! must_date_modify: time: unknown unit "d" in duration "1d"'
    ),
    'date_modify "1.5s" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:06:08.5 +0200 +0200|"2021-03-04T05:06:08.5+02:00"'
    ),
    'must_date_modify "-0" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        'time.Time|2021-03-04 05:06:07 +0200 +0200|"2021-03-04T05:06:07+02:00"'
    ),
    'toDate "2006-01-02T15:04:05Z07:00" "2024-01-02T03:04:05+25:00"': (
        'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"'
    ),
    'toDate "Mon Jan _2 15:04:05 MST 2006" "Tue Jan  2 03:04:05 CET 2024"': (
        'time.Time|2024-01-02 03:04:05 +0000 CET|"2024-01-02T03:04:05Z"'
    ),
    'date_modify ".5m" (toDate "x" "y")': 'time.Time|0001-01-01 00:00:30 +0000 UTC|"0001-01-01T00:00:30Z"',
    'mustToDate "no layout" "2024-05-06 07:08:09"': (
        '! mustToDate: parsing time "2024-05-06 07:08:09" as "no layout": cannot parse "2024-05-06 07:08:09'
        '" as "no layout"'
    ),
    'must_date_modify "3" (toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00")': (
        '! must_date_modify: time: missing unit in duration "3"'
    ),
    'mustToDate "3:04PM" "3:4PM"': '! mustToDate: parsing time "3:4PM" as "3:04PM": cannot parse "4PM" as "04"',
    'must_date_modify "1h 2m" (toDate "2006-01-02" "2024-02-29")': (
        '! must_date_modify: time: unknown unit "h " in duration "1h 2m"'
    ),
    'mustDateModify "1d" (toDate "x" "y")': '! mustDateModify: time: unknown unit "d" in duration "1d"',
    'mustToDate "January 2 1 01 3 4 5" "2024-05-06 07:08:09"': (
        '! mustToDate: parsing time "2024-05-06 07:08:09" as "January 2 1 01 3 4 5": cannot parse "2024-05-'
        '06 07:08:09" as "January"'
    ),
    'mustToDate "Monday January 2 2006" "Fri March 3 2023"': (
        '! mustToDate: parsing time "Fri March 3 2023" as "Monday January 2 2006": cannot parse "Fri March '
        '3 2023" as "Monday"'
    ),
    'mustDateModify "-36h30m" (toDate "2006-01-02" "2024-02-29")': (
        'time.Time|2024-02-27 11:30:00 +0000 UTC|"2024-02-27T11:30:00Z"'
    ),
    'mustDateModify "1\xb5s" (toDate "x" "y")': (
        'time.Time|0001-01-01 00:00:00.000001 +0000 UTC|"0001-01-01T00:00:00.000001Z"'
    ),
    'mustToDate "3:04PM" "03:04am"': '! mustToDate: parsing time "03:04am" as "3:04PM": cannot parse "am" as "PM"',
    'toDate "no layout" "2024-05-06 07:08:09"': 'time.Time|0001-01-01 00:00:00 +0000 UTC|"0001-01-01T00:00:00Z"',
    'mustDateModify "1h" (toDate "x" "y")': 'time.Time|0001-01-01 01:00:00 +0000 UTC|"0001-01-01T01:00:00Z"',
    'mustToDate "Monday January 2 2006" "Friday March 32 2023"': (
        '! mustToDate: parsing time "Friday March 32 2023": day out of range'
    ),
    'date "-07 -07:00:00 Z070000 -070000 Z07" 951826554': (
        'string|+00 +00:00:00 Z +000000 Z|"+00 +00:00:00 Z +000000 Z"'
    ),
    'date "__2 002 pm Z0700" -62135596801': 'string|366 366 pm Z|"366 366 pm Z"',
    'date "06" (int64 99999999999)': 'string|38|"38"',
    'date "_2006 Jany 0 07 .00 ,999 .9a .99" (int64 1719878400)': (
        'string|_2024 Jany 0 07 .00  a |"_2024 Jany 0 07 .00  a "'
    ),
    'date "2006-01-02" (int64 1719878400)': 'string|2024-07-02|"2024-07-02"',
    'date "15:04:05.000 -0700" -62135596801': 'string|23:59:59.000 +0000|"23:59:59.000 +0000"',
    'date "15:04:05.000 -0700" 1729994400': 'string|02:00:00.000 +0000|"02:00:00.000 +0000"',
    'date "15:04:05.000 -0700" 253402300800': 'string|00:00:00.000 +0000|"00:00:00.000 +0000"',
    'date "Monday, 02-Jan-06 3:04:05PM" 1711846800': (
        'string|Sunday, 31-Mar-24 1:00:00AM|"Sunday, 31-Mar-24 1:00:00AM"'
    ),
    'date "__2 002 pm Z0700" 253402300800': 'string|  1 001 am Z|"  1 001 am Z"',
    'date "" (int64 -99999999999)': 'string||""',
    'date "__2 002 pm Z0700"': "! wrong number of args for date: want 2 got 1",
    'date "no layout" -62135596801': 'string|no layout|"no layout"',
    'date "Monday, 02-Jan-06 3:04:05PM" (int64 1719878400)': (
        'string|Tuesday, 02-Jul-24 12:00:00AM|"Tuesday, 02-Jul-24 12:00:00AM"'
    ),
    'dateInZone "" 0 "America/Sao_Paulo"': 'string||""',
    'dateInZone "_2006 Jany 0 07 .00 ,999 .9a .99" -62135596801 "../x"': (
        'string|_0000 Jany 0 07 .00  a |"_0000 Jany 0 07 .00  a "'
    ),
    'dateInZone "-07 -07:00:00 Z070000 -070000 Z07" 253402300800 "UTC"': (
        'string|+00 +00:00:00 Z +000000 Z|"+00 +00:00:00 Z +000000 Z"'
    ),
    'dateInZone "Monday, 02-Jan-06 3:04:05PM" (int64 99999999999) "Australia/Lord_Howe"': (
        'string|Wednesday, 16-Nov-38 8:46:39PM|"Wednesday, 16-Nov-38 8:46:39PM"'
    ),
    'dateInZone "_2006 Jany 0 07 .00 ,999 .9a .99" 1700000000 "Nope/Zone"': (
        'string|_2023 Jany 0 07 .00  a |"_2023 Jany 0 07 .00  a "'
    ),
    'dateInZone "Monday, 02-Jan-06 3:04:05PM" 0 ""': (
        'string|Thursday, 01-Jan-70 12:00:00AM|"Thursday, 01-Jan-70 12:00:00AM"'
    ),
    'dateInZone "06" 1729994400 "Asia/Kolkata"': 'string|24|"24"',
    'dateInZone "__2 002 pm Z0700" (int64 -99999999999) ""': 'string| 46 046 pm Z|" 46 046 pm Z"',
    'dateInZone "20060102150405" -62135596801 "Africa/Monrovia"': 'string|00001231231651|"00001231231651"',
    'dateInZone "January 2 1 01 3 4 5" -2208988800 "EST5EDT"': (
        'string|December 31 12 12 7 0 0|"December 31 12 12 7 0 0"'
    ),
    'dateInZone "Monday, 02-Jan-06 3:04:05PM" 951826554 "../x"': (
        'string|Tuesday, 29-Feb-00 12:15:54PM|"Tuesday, 29-Feb-00 12:15:54PM"'
    ),
    'dateInZone "_2006 Jany 0 07 .00 ,999 .9a .99" -2208988800 "Asia/Kolkata"': (
        'string|_1900 Jany 0 07 .00  a |"_1900 Jany 0 07 .00  a "'
    ),
    'dateInZone "15:04:05.000 -0700" -62135596801 "Local"': 'string|23:59:59.000 +0000|"23:59:59.000 +0000"',
    'dateInZone "2006-01-02 15:04:05 -0700 MST" 1711846800 "America/Sao_Paulo"': (
        'string|2024-03-30 22:00:00 -0300 -03|"2024-03-30 22:00:00 -0300 -03"'
    ),
    "duration (int64 95)": 'string|1m35s|"1m35s"',
    "duration (int64 9999999999)": 'string|-2346317h47m54.709551616s|"-2346317h47m54.709551616s"',
    'duration "-1"': 'string|-1s|"-1s"',
    "duration 3600.0": 'string|0s|"0s"',
    "duration false": 'string|0s|"0s"',
    'duration (dict "x" (list 9 8) "b" (dict))': 'string|0s|"0s"',
    'duration "1.5"': 'string|0s|"0s"',
    'duration "x"': 'string|0s|"0s"',
    "duration 95": 'string|0s|"0s"',
    'duration "95"': 'string|1m35s|"1m35s"',
    "durationRound 5": 'string|0s|"0s"',
    'durationRound "400h"': 'string|16d|"16d"',
    'durationRound "1.5s"': 'string|1s|"1s"',
    'durationRound "-36h"': 'string|1d|"1d"',
    'durationRound "1m0.1s"': 'string|1m|"1m"',
    "durationRound nil": 'string|0s|"0s"',
    'durationRound "9000h"': 'string|1y|"1y"',
    'durationRound "1s"': 'string|0s|"0s"',
    "durationRound (int64 7200000000000)": 'string|2h|"2h"',
    'durationRound "x"': 'string|0s|"0s"',
}


@pytest.mark.parametrize("expression", CASES)
def test_dates_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
