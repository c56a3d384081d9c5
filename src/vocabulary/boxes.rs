//! Values that are written as boxes of which one is ticked: `[ ] no [x] yes`.

use std::borrow::Cow;

/// A list of boxes with exactly one ticked is the text of that one; with none ticked it is empty. Any other text is
/// returned as it is.
pub fn ticked(shown: &str) -> Cow<'_, str> {
    let mut boxes: Vec<(bool, usize, usize)> = Vec::new();
    let bytes = shown.len();
    let mut at = shown.find(['[', '☐', '☑', '☒']).unwrap_or(bytes);
    while at < bytes {
        let rest = shown.get(at..).unwrap_or("");
        let found =
            [("[ ]", false), ("[x]", true), ("[X]", true), ("[]", false), ("☐", false), ("☑", true), ("☒", true)]
                .into_iter()
                .find(|(sign, _)| rest.starts_with(sign));
        match found {
            Some((sign, tick)) => {
                boxes.push((tick, at, at + sign.len()));
                at += sign.len();
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    let leads =
        boxes.first().is_some_and(|&(_, start, _)| shown.get(..start).is_some_and(|head| head.trim().is_empty()));
    let labels: Vec<&str> = boxes
        .iter()
        .enumerate()
        .filter(|(_, (tick, _, _))| *tick)
        .map(|(at, &(_, _, end))| shown.get(end..boxes.get(at + 1).map_or(bytes, |next| next.1)).unwrap_or(""))
        .collect();
    match labels.as_slice() {
        _ if !leads || boxes.len() < 2 => shown.into(),
        [] => Cow::default(),
        [one] => one.trim().trim_matches(['|', '/', ',', ';', '·']).trim().to_owned().into(),
        _ => shown.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ticked_box_is_the_value() {
        assert_eq!(ticked("[ ] pending [x] done"), "done");
        assert_eq!(ticked("[x] pending | [ ] done"), "pending");
        assert_eq!(ticked("[ ] pending [ ] done"), "");
        assert_eq!(ticked("[x] a [x] b"), "[x] a [x] b");
        assert_eq!(ticked("no box"), "no box");
        assert_eq!(ticked("☐ low ☑ high"), "high");
    }
}
