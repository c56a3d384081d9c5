//! Public specifications through our renderer: CommonMark, GFM.
