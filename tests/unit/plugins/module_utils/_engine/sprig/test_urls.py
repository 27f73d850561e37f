# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""URLs: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

CASES = {
    'urlParse ":x"': '! urlParse: unable to parse url: parse ":x": missing protocol scheme',
    'urlParse "s:/x"': (
        "map[string]interface {}|map[fragment: host: hostname: opaque: path:/x query: scheme:s userinfo:]|{"
        '"fragment":"","host":"","hostname":"","opaque":"","path":"/x","query":"","scheme":"s","userinfo":"'
        '"}'
    ),
    'urlParse "http://h/%zz"': '! urlParse: unable to parse url: parse "http://h/%zz": invalid URL escape "%zz"',
    'urlParse "*"': (
        'map[string]interface {}|map[fragment: host: hostname: opaque: path:* query: scheme: userinfo:]|{"f'
        'ragment":"","host":"","hostname":"","opaque":"","path":"*","query":"","scheme":"","userinfo":""}'
    ),
    'urlParse "http://h#"': (
        "map[string]interface {}|map[fragment: host:h hostname:h opaque: path: query: scheme:http userinfo:"
        ']|{"fragment":"","host":"h","hostname":"h","opaque":"","path":"","query":"","scheme":"http","useri'
        'nfo":""}'
    ),
    'urlParse "s:///x"': (
        "map[string]interface {}|map[fragment: host: hostname: opaque: path:/x query: scheme:s userinfo:]|{"
        '"fragment":"","host":"","hostname":"","opaque":"","path":"/x","query":"","scheme":"s","userinfo":"'
        '"}'
    ),
    'urlParse "s:"': (
        'map[string]interface {}|map[fragment: host: hostname: opaque: path: query: scheme:s userinfo:]|{"f'
        'ragment":"","host":"","hostname":"","opaque":"","path":"","query":"","scheme":"s","userinfo":""}'
    ),
    'urlParse "http://h/a\\x7f"': (
        '! urlParse: unable to parse url: parse "http://h/a\\x7f": net/url: invalid control character in URL'
    ),
    'urlParse "mailto:joe@x.org"': (
        "map[string]interface {}|map[fragment: host: hostname: opaque:joe@x.org path: query: scheme:mailto "
        'userinfo:]|{"fragment":"","host":"","hostname":"","opaque":"joe@x.org","path":"","query":"","schem'
        'e":"mailto","userinfo":""}'
    ),
    'urlParse "http://h?"': (
        "map[string]interface {}|map[fragment: host:h hostname:h opaque: path: query: scheme:http userinfo:"
        ']|{"fragment":"","host":"h","hostname":"h","opaque":"","path":"","query":"","scheme":"http","useri'
        'nfo":""}'
    ),
    'urlParse "first:seg/x"': (
        "map[string]interface {}|map[fragment: host: hostname: opaque:seg/x path: query: scheme:first useri"
        'nfo:]|{"fragment":"","host":"","hostname":"","opaque":"seg/x","path":"","query":"","scheme":"first'
        '","userinfo":""}'
    ),
    'urlParse "http://u[@h/"': '! urlParse: unable to parse url: parse "http://u[@h/": net/url: invalid userinfo',
    'urlParse "http://\xe9/\xfc?\xf6#\xe4"': (
        "map[string]interface {}|map[fragment:\xe4 host:\xe9 hostname:\xe9 opaque: path:/\xfc query:\xf6 sc"
        'heme:http userinfo:]|{"fragment":"\xe4","host":"\xe9","hostname":"\xe9","opaque":"","path":"/\xfc"'
        ',"query":"\xf6","scheme":"http","userinfo":""}'
    ),
    'urlParse "HTTP://H/?a?b"': (
        "map[string]interface {}|map[fragment: host:H hostname:H opaque: path:/ query:a?b scheme:http useri"
        'nfo:]|{"fragment":"","host":"H","hostname":"H","opaque":"","path":"/","query":"a?b","scheme":"http'
        '","userinfo":""}'
    ),
    "urlParse": "! wrong number of args for urlParse: want 1 got 0",
    'urlParse "http://h/%"': '! urlParse: unable to parse url: parse "http://h/%": invalid URL escape "%"',
    'urlParse ""': (
        'map[string]interface {}|map[fragment: host: hostname: opaque: path: query: scheme: userinfo:]|{"fr'
        'agment":"","host":"","hostname":"","opaque":"","path":"","query":"","scheme":"","userinfo":""}'
    ),
    'urlParse "http://a[b]/"': '! urlParse: unable to parse url: parse "http://a[b]/": invalid IP-literal',
    'urlParse "1http://x"': (
        '! urlParse: unable to parse url: parse "1http://x": first path segment in URL cannot contain colon'
    ),
    'urlParse "http://h/!$&()*+,;=:@"': (
        "map[string]interface {}|map[fragment: host:h hostname:h opaque: path:/!$&()*+,;=:@ query: scheme:h"
        'ttp userinfo:]|{"fragment":"","host":"h","hostname":"h","opaque":"","path":"/!$\\u0026()*+,;=:@","'
        'query":"","scheme":"http","userinfo":""}'
    ),
    'urlParse "se gment:x/y"': (
        '! urlParse: unable to parse url: parse "se gment:x/y": first path segment in URL cannot contain colon'
    ),
    'urlParse "http://[::1/"': "! urlParse: unable to parse url: parse \"http://[::1/\": missing ']' in host",
    'urlParse "http://[::1]:80/"': (
        "map[string]interface {}|map[fragment: host:[::1]:80 hostname:::1 opaque: path:/ query: scheme:http"
        ' userinfo:]|{"fragment":"","host":"[::1]:80","hostname":"::1","opaque":"","path":"/","query":"","s'
        'cheme":"http","userinfo":""}'
    ),
    'urlParse "a b"': (
        "map[string]interface {}|map[fragment: host: hostname: opaque: path:a b query: scheme: userinfo:]|{"
        '"fragment":"","host":"","hostname":"","opaque":"","path":"a b","query":"","scheme":"","userinfo":"'
        '"}'
    ),
    'urlParse "http://a:b:c/"': (
        '! urlParse: unable to parse url: parse "http://a:b:c/": invalid port ":b:c" after host'
    ),
    "urlParse .sl": "! wrong type for value; expected string; got []interface {}",
    'urlParse "//h/x"': (
        "map[string]interface {}|map[fragment: host:h hostname:h opaque: path:/x query: scheme: userinfo:]|"
        '{"fragment":"","host":"h","hostname":"h","opaque":"","path":"/x","query":"","scheme":"","userinfo"'
        ':""}'
    ),
    'urlParse "http://u:p@ss@example.com:8080/p/a%20t%2Fh?q=1&r#frag%20x"': (
        "map[string]interface {}|map[fragment:frag x host:example.com:8080 hostname:example.com opaque: pat"
        'h:/p/a t/h query:q=1&r scheme:http userinfo:u:p%40ss]|{"fragment":"frag x","host":"example.com:808'
        '0","hostname":"example.com","opaque":"","path":"/p/a t/h","query":"q=1\\u0026r","scheme":"http","u'
        'serinfo":"u:p%40ss"}'
    ),
    'urlParse "x://a:b:c/"': '! urlParse: unable to parse url: parse "x://a:b:c/": invalid port ":c" after host',
    'urlParse "http://[fe80::1%25en0]/"': (
        "map[string]interface {}|map[fragment: host:[fe80::1%en0] hostname:fe80::1%en0 opaque: path:/ query"
        ': scheme:http userinfo:]|{"fragment":"","host":"[fe80::1%en0]","hostname":"fe80::1%en0","opaque":"'
        '","path":"/","query":"","scheme":"http","userinfo":""}'
    ),
    'urlParse "///x"': (
        "map[string]interface {}|map[fragment: host: hostname: opaque: path:///x query: scheme: userinfo:]|"
        '{"fragment":"","host":"","hostname":"","opaque":"","path":"///x","query":"","scheme":"","userinfo"'
        ':""}'
    ),
    'urlParse "/just/path"': (
        "map[string]interface {}|map[fragment: host: hostname: opaque: path:/just/path query: scheme: useri"
        'nfo:]|{"fragment":"","host":"","hostname":"","opaque":"","path":"/just/path","query":"","scheme":"'
        '","userinfo":""}'
    ),
    "urlParse 1e21": "! expected string; found 1e21",
    'urlJoin (dict "scheme" "mailto" "opaque" "x@y")': 'string|mailto:x@y|"mailto:x@y"',
    'urlJoin (dict "host" "h" "path" "p")': 'string|//h/p|"//h/p"',
    'urlJoin (dict "host" nil)': "! urlJoin: runtime error: invalid memory address or nil pointer dereference",
    'urlJoin (dict "scheme" 1)': "! urlJoin: unable to parse scheme key, must be of type string, but int found",
    'urlJoin (dict "scheme" "s" "path" "/x")': 'string|s:///x|"s:///x"',
    'urlJoin (dict "scheme" "http" "host" "h:80" "path" "/p q" "query" "a=b" "fragment" "f g" "userinfo" "u:p@x")': (
        'string|http://u:p%40x@h:80/p%20q?a=b#f%20g|"http://u:p%40x@h:80/p%20q?a=b#f%20g"'
    ),
    "urlJoin (dict)": 'string||""',
    'urlJoin (dict "path" "a:b")': 'string|./a:b|"./a:b"',
    "urlJoin .z": "! wrong type for value; expected map[string]interface {}; got float64",
    'urlJoin (urlParse "http://u%20x:p@h/a%2Fb?q#f%20")': (
        'string|http://u%20x:p@h/a/b?q#f%20|"http://u%20x:p@h/a/b?q#f%20"'
    ),
    'urlJoin (dict "userinfo" "a b")': (
        '! urlJoin: unable to parse userinfo in dict: parse "proto://a b@host": net/url: invalid userinfo'
    ),
    'urlJoin (dict "scheme" "https" "host" "[::1]:8")': 'string|https://[::1]:8|"https://[::1]:8"',
    'urlJoin "NaN"': '! can\'t handle "NaN" for arg of type map[string]interface {}',
    "urlJoin 0": "! can't handle 0 for arg of type map[string]interface {}",
    'urlJoin (dict "a" 1 "b" (dict "c" 2))': 'string||""',
}


@pytest.mark.parametrize("expression", CASES)
def test_urls_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
