//! Where our HTML differs from the specification's on purpose.

/// A reason and the numbers of the examples of CommonMark 0.31 it holds for.
pub const DIFFERENCES: &[(&str, &[usize])] = &[
    (
        "raw HTML is balanced: what is left open is closed, what closes nothing is dropped",
        &[
            21, 31, 148, 150, 151, 155, 165, 167, 174, 175, 184, 187, 191, 344, 476, 477, 494, 613, 614, 616, 623, 630,
            631, 642, 643,
        ],
    ),
    (
        "attributes of raw HTML that are not on the list are dropped, images get the `alt` they need",
        &[152, 153, 154, 164, 169, 475],
    ),
    ("a tag that never ends is text", &[156, 157, 158]),
    (
        "a tag of an element that HTML does not have is text: `<name>` is what the author wrote",
        &[163, 201, 491, 524, 536, 615, 617],
    ),
    ("script, style and form elements never reach a page", &[170, 171, 172, 173, 176, 178]),
    (
        "comments, declarations and instructions are dropped",
        &[177, 179, 180, 181, 182, 183, 308, 309, 625, 626, 627, 628, 629],
    ),
    ("a heading without text is an anchor and no heading", &[79]),
    ("an info string of punctuation names no language", &[144]),
    ("a file is found by its path, which holds no backslash", &[202]),
    ("a link to an anchor that is not there leads to the page", &[501]),
    ("double brackets are wiki links", &[548, 559, 590]),
    ("addresses in text become links, as on GitHub", &[602, 606, 608, 611, 612]),
];
