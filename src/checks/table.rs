//! Every check, sorted by name. A test demands the documentation of each and runs the examples.

use super::Check;

/// The table.
pub static CHECKS: &[Check] = &[
    super::all_tasks_done_but_open::CHECK,
    super::broken_anchor::CHECK,
    super::broken_link::CHECK,
    super::complete_with_open_tasks::CHECK,
    super::config::CHECK,
    super::coverage_below_target::CHECK,
    super::duplicate_field::CHECK,
    super::duplicate_id::CHECK,
    super::front_matter_syntax::CHECK,
    super::internal_error::CHECK,
    super::invalid_date::CHECK,
    super::invalid_encoding::CHECK,
    super::merge_conflict::CHECK,
    super::missing_owner::CHECK,
    super::moved_link::CHECK,
    super::odd_file_name::CHECK,
    super::orphan::CHECK,
    super::oversized_file::CHECK,
    super::phase_status_mismatch::CHECK,
    super::placeholder::CHECK,
    super::shallow_history::CHECK,
    super::status_conflict::CHECK,
    super::symlink::CHECK,
    super::theme_error::CHECK,
    super::unknown_id::CHECK,
    super::unknown_status::CHECK,
    super::unreadable_file::CHECK,
    super::unused_allow::CHECK,
    super::unwritable::CHECK,
    super::url_collision::CHECK,
];
