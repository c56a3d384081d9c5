//! No address leads out of the site, in whatever way it is written.

use super::{program, raw, status};

const PREFIXES: [&str; 3] = ["", "sub/", "a.html/"];
const DOTS: [&str; 15] = [
    "..",
    "%2e%2e",
    "%2E%2e",
    ".%2e",
    "%2e.",
    "%252e%252e",
    "..%00",
    ".%00.",
    "%c0%ae%c0%ae",
    "%e0%80%ae%e0%80%ae",
    "%uff0e%uff0e",
    "%EF%BC%8E%EF%BC%8E",
    "..;",
    "....",
    "..%20",
];
const SLASHES: [&str; 9] = ["/", "//", "%2f", "%2F", "%5c", "\\", "%252f", "%c0%af", "%u2215"];
const FILES: [&str; 2] = ["secret.txt", ".secret"];

/// Ways that follow no rule.
const OTHERS: [&str; 40] = [
    "/.secret",
    "/%2esecret",
    "/.secret/",
    "/%2e/.secret",
    "/secret.txt",
    "/sub/secret.txt",
    "/sub/secret.txt/",
    "//secret.txt",
    "///secret.txt",
    "/secret.txt%00",
    "/secret.txt%00.html",
    "/secret.txt%0a",
    "/secret.txt%20",
    "/secret.txt.",
    "/secret.txt::$DATA",
    "/SECRET.TXT",
    "/a.html%00.png",
    "/@fs/etc/passwd",
    "/@fs/proc/self/environ",
    "/etc/passwd",
    "//etc/passwd",
    "/%2fetc%2fpasswd",
    "/%2f%2fetc/passwd",
    "/file:///etc/passwd",
    "/file:%2f%2f%2fetc%2fpasswd",
    "/C:/secret.txt",
    "/C:\\secret.txt",
    "/c%3a%5csecret.txt",
    "/\\\\127.0.0.1\\secret.txt",
    "/~/secret.txt",
    "/proc/self/cwd/secret.txt",
    "/proc/self/environ",
    "/content/secret.txt",
    "/featsite.yaml",
    "/.git/config",
    "/?file=../secret.txt/../..",
    "/#/../secret.txt",
    "/static/../../secret.txt",
    "/sub/....//secret.txt",
    "/./../secret.txt",
];

#[test]
fn no_address_leads_out_of_the_site() {
    let server = program();
    let mut targets: Vec<String> = OTHERS.iter().map(|&target| target.to_owned()).collect();
    for prefix in PREFIXES {
        for dots in DOTS {
            for slash in SLASHES {
                for file in FILES {
                    targets
                        .extend([1, 2].map(|deep| format!("/{prefix}{}{file}", format!("{dots}{slash}").repeat(deep))));
                }
            }
        }
    }
    assert!(targets.len() > 1000);
    for target in targets {
        let answer = server.get(&target);
        assert!(!answer.contains("canary") && !answer.contains("root:"), "{target}: {answer}");
        let home = target.starts_with("/?") || target.starts_with("/#");
        let expected: &[u16] = if home { &[200] } else { &[400, 404] };
        assert!(expected.contains(&status(&answer)), "{target}: {answer}");
        assert!(home || !answer.contains("Location: "), "{target}: {answer}");
    }
    assert_eq!(status(&server.get("/a.html")), 200, "it still answers");
}

#[test]
fn a_redirect_stays_here_and_says_nothing_of_its_own() {
    let server = program();
    for (target, location) in [
        ("/sub", "/sub/"),
        ("/%73ub", "/sub/"),
        ("/sub?a=1&b=%0d%0aX:1", "/sub/?a=1&b=%0d%0aX:1"),
        ("/sub?<\"'`{|}^>", "/sub/?%3C%22'%60%7B%7C%7D%5E%3E"),
        ("/sub?", "/sub/?"),
    ] {
        let answer = server.get(target);
        assert_eq!(status(&answer), 301, "{target}: {answer}");
        assert!(answer.contains(&format!("\r\nLocation: {location}\r\n")), "{target}: {answer}");
    }
    for target in ["//evil.example/sub", "/\\evil.example/sub", "/%2fevil.example/sub", "//sub", "/sub%0d%0aX: 1"] {
        let answer = server.get(target);
        assert!(!answer.contains("Location: "), "{target}: {answer}");
    }
}

#[test]
fn the_whole_address_may_be_written_where_it_is_ours() {
    let server = program();
    let port = server.port;
    for (target, code) in [
        (format!("http://localhost:{port}/a.html"), 200),
        (format!("http://127.0.0.1:{port}/a.html?x"), 200),
        (format!("http://localhost:{port}"), 200),
        (format!("http://localhost:{port}?x"), 200),
        (format!("http://LOCALHOST:{port}/../secret.txt"), 404),
        (format!("http://evil.example:{port}/a.html"), 421),
        ("http://evil.example/a.html".to_owned(), 421),
        (format!("http://localhost:{port}@evil.example/a.html"), 421),
        (format!("http://evil.example@localhost:{port}/a.html"), 421),
        ("http:///a.html".to_owned(), 421),
        (format!("https://localhost:{port}/a.html"), 400),
        (format!("localhost:{port}"), 400),
        ("*".to_owned(), 400),
        ("a.html".to_owned(), 400),
        ("file:///etc/passwd".to_owned(), 400),
    ] {
        let answer = server.get(&target);
        assert_eq!(status(&answer), code, "{target}: {answer}");
        assert!(!answer.contains("canary") && !answer.contains("root:"), "{target}: {answer}");
    }
    // Where it is ours the Host still counts.
    let answer =
        raw(port, format!("GET http://localhost:{port}/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"));
    assert_eq!(status(&answer), 421, "{answer}");
}
