//! Dates that follow from other dates: computed from weeks, anchors and today.
//!
//! Absent on purpose: dates as written, which are facts of the document.
