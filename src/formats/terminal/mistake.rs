//! A mistake in a filter, with its place.

use super::cell::{safe, width};
use crate::filter::Problem;

/// What is wrong in a filter, and below it the filter with the place marked.
pub fn mistake(filter: &str, problem: &Problem) -> String {
    let before = filter.get(..problem.span.start as usize).unwrap_or_default();
    // Spaces before the place are kept as they stand; in the middle of a text they would be folded.
    let shown = |text: &str| crate::diag::render::harmless(text);
    let indent = width(&shown(before));
    let marked = width(&shown(problem.span.of(filter))).max(1);
    format!("{}\n  {}\n  {}{}", safe(&problem.message), shown(filter), " ".repeat(indent), "^".repeat(marked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::parse;

    #[test]
    fn the_place_of_a_mistake_is_marked() {
        for (filter, expected) in [
            ("tag:ui ownr:ana x", "unknown field `ownr`\n  tag:ui ownr:ana x\n         ^^^^"),
            ("已完成 due:soon", "`soon` is not a day\n  已完成 due:soon\n             ^^^^"),
            ("tag:", "`tag:` has no value\n  tag:\n      ^"),
        ] {
            let told: Vec<String> = parse(filter).problems.iter().map(|problem| mistake(filter, problem)).collect();
            assert_eq!(told, [expected]);
        }
    }
}
