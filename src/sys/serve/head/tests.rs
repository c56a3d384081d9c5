//! Heads of requests, and bytes that are none.

use proptest::prelude::*;

use super::*;

const PIECES: [&[u8]; 18] = [
    b"GET / HTTP/1.1\r\n",
    b"GET ",
    b"/",
    b" HTTP/1.1",
    b"Host: a\r\n",
    b"X: y",
    b"\r\n",
    b"\r\n\r\n",
    b"\n",
    b"\r",
    b" ",
    b"\t",
    b":",
    b"\0",
    b"\xff",
    b"Content-Length: 1\r\n",
    b"A: b\r\n c\r\n",
    b",",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_one_head_or_none(at in prop::collection::vec(0..PIECES.len(), 0..20), cut in 0..200_usize) {
        let mut bytes = at.into_iter().map(|at| PIECES[at]).collect::<Vec<_>>().concat();
        let whole = end(&bytes, &mut 0);
        // In two pieces it ends where it ends in one.
        let (mut looked, cut) = (0, cut.min(bytes.len()));
        let first = end(&bytes[..cut], &mut looked);
        let pieces = if first == Ok(None) { end(&bytes, &mut looked) } else { first };
        prop_assert_eq!(&pieces, &whole);
        if let Ok(Some(end)) = whole {
            bytes.truncate(end);
            if let Ok(head) = parse(&bytes) {
                let odd = |text: &str| text.contains(['\r', '\n', '\0']);
                prop_assert!(head.target.bytes().all(|byte| byte.is_ascii_graphic()), "{:?}", head);
                prop_assert!(head.method.bytes().all(|byte| byte.is_ascii_graphic()), "{:?}", head);
                prop_assert!(!head.headers.iter().any(|(name, value)| odd(name) || odd(value)), "{:?}", head);
                // Every line is a header of its own.
                let lines = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
                prop_assert_eq!(head.headers.len() + 2, lines);
            }
        }
    }
}
