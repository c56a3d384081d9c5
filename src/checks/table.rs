//! Every check, sorted by name. A test demands the documentation of each and runs the examples.

use super::Check;

/// The table.
pub static CHECKS: &[Check] = &[
    super::broken_anchor::CHECK,
    super::broken_link::CHECK,
    super::config::CHECK,
    super::duplicate_field::CHECK,
    super::duplicate_id::CHECK,
    super::front_matter_syntax::CHECK,
    super::internal_error::CHECK,
    super::invalid_date::CHECK,
    super::invalid_encoding::CHECK,
    super::merge_conflict::CHECK,
    super::moved_link::CHECK,
    super::odd_file_name::CHECK,
    super::oversized_file::CHECK,
    super::placeholder::CHECK,
    super::shallow_history::CHECK,
    super::symlink::CHECK,
    super::theme_error::CHECK,
    super::unknown_id::CHECK,
    super::unknown_status::CHECK,
    super::unreadable_file::CHECK,
    super::unused_allow::CHECK,
    super::unwritable::CHECK,
    super::url_collision::CHECK,
];
