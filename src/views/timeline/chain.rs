//! The longest chain of open dependencies, dated or not: what no planning makes shorter.

use crate::views::value::Value;

use crate::views::Input;
use crate::views::card::named;

/// Chains shorter than this are no chains.
const SHORTEST: usize = 3;

/// The items of the longest chain, what comes first at the front; empty where there is none of three or more.
pub fn longest(input: Input<'_>, from: &str) -> Vec<Value> {
    let chain = &input.site.order.chain;
    if chain.len() < SHORTEST { Vec::new() } else { chain.iter().map(|end| named(input, from, *end)).collect() }
}
