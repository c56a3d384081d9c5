//! The source tree itself: layers, file lengths, docs.
