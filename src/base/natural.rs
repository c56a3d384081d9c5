//! The order of names: numbers by their value.

use std::cmp::Ordering;

/// Compares texts as people do: runs of digits by their number, letters without case.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut a_rest, mut b_rest) = (a, b);
    loop {
        let (Some(x), Some(y)) = (a_rest.chars().next(), b_rest.chars().next()) else {
            return a_rest.len().cmp(&b_rest.len()).then_with(|| a.cmp(b));
        };
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, m_rest) = digits(a_rest);
            let (n, n_rest) = digits(b_rest);
            let (m, n) = (m.trim_start_matches('0'), n.trim_start_matches('0'));
            match m.len().cmp(&n.len()).then_with(|| m.cmp(n)) {
                Ordering::Equal => (a_rest, b_rest) = (m_rest, n_rest),
                other => return other,
            }
        } else {
            let order = match x.is_ascii() && y.is_ascii() {
                true => x.to_ascii_lowercase().cmp(&y.to_ascii_lowercase()),
                false => x.to_lowercase().cmp(y.to_lowercase()),
            };
            match order {
                Ordering::Equal => {
                    a_rest = a_rest.get(x.len_utf8()..).unwrap_or("");
                    b_rest = b_rest.get(y.len_utf8()..).unwrap_or("");
                }
                other => return other,
            }
        }
    }
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_are_compared_as_numbers() {
        let mut names = ["FEAT-10", "feat-9", "FEAT-010b", "FEAT-1", "EPIC-100"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["EPIC-100", "FEAT-1", "feat-9", "FEAT-10", "FEAT-010b"]);
    }
}
