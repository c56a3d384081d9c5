//! Every check with its page, sorted by name. A test demands docs of each and runs the examples.

use super::{Check, Docs, Example};
use crate::diag::Severity;
use Example::{Files, Words};

/// The table.
pub const CHECKS: &[Check] = &[
    Check {
        name: "broken-anchor",
        severity: Severity::Warning,
        summary: "a link to a heading that is not there",
        skips_templates: true,
        run: Some(super::broken_anchor::run),
        docs: Docs {
            what: "A link ends in `#something`, and the document it leads to has no heading with that anchor. Anchors are \
                   those GitHub makes: lower case, spaces as hyphens, punctuation and emoji dropped, `-1` behind the \
                   second of two equal headings.",
            why: "The reader lands at the top of the page and has to search.",
            example: Files(&[("a.md", "# A\n\nSee [setup](b.md#set-up).\n"), ("b.md", "# B\n\n## Setup\n")]),
            instead: Files(&[("a.md", "# A\n\nSee [setup](b.md#setup).\n"), ("b.md", "# B\n\n## Setup\n")]),
        },
    },
    Check {
        name: "broken-link",
        severity: Severity::Warning,
        summary: "a link or image that leads to no file",
        skips_templates: true,
        run: Some(super::broken_link::run),
        docs: Docs {
            what: "The target of a link or image is tried relative to the file, from the content root, from the \
                   repository's root, as a folder, with `.md` added, and as the one file of that name anywhere. None of \
                   these is there. A link that leaves the content folder, and `[[words]]` that name no document, are \
                   notes.",
            why: "The link is shown as plain text, since it would lead to an error.",
            example: Files(&[("a.md", "# A\n\nSee [the plan](plans/login.md).\n")]),
            instead: Files(&[("a.md", "# A\n\nSee [the plan](plans/login.md).\n"), ("plans/login.md", "# Plan\n")]),
        },
    },
    Check {
        name: "config",
        severity: Severity::Error,
        summary: "something in featsite.yaml that is not understood",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "A key of `featsite.yaml` is unknown, or its value has the wrong form.",
            why: "A setting that is silently ignored costs more time than one that is refused.",
            example: Words("`tittle: Our features`"),
            instead: Words("`title: Our features`"),
        },
    },
    Check {
        name: "duplicate-field",
        severity: Severity::Warning,
        summary: "a field that says two things in one place",
        skips_templates: true,
        run: Some(super::duplicate_field::run),
        docs: Docs {
            what: "A field that has one value, such as Status or Priority, stands twice in the front matter or twice in \
                   the head, with different values. The first counts.",
            why: "One of the two is out of date, and readers of the file cannot tell which.",
            example: Files(&[("a.md", "# A\n\n**Status**: Done\n**Status**: Planned\n")]),
            instead: Files(&[("a.md", "# A\n\n**Status**: Done\n")]),
        },
    },
    Check {
        name: "duplicate-id",
        severity: Severity::Warning,
        summary: "two documents with one id",
        skips_templates: false,
        run: Some(super::duplicate_id::run),
        docs: Docs {
            what: "Two documents have the same id, compared without case, zero padding and differences of space and \
                   hyphen. Both keep their pages. Translations (`x-zh.md` beside `x.md`) and parts of a feature \
                   (`FEAT-034-test-plan.md` beside `FEAT-034.md`) are no clash; numbers alone hold within their folder.",
            why: "A reference to the id could mean either, so it leads to neither.",
            example: Files(&[
                ("a.md", "---\nid: FEAT-7\n---\n\n# Login\n"),
                ("b.md", "---\nid: FEAT-007\n---\n\n# Logout\n"),
            ]),
            instead: Files(&[
                ("a.md", "---\nid: FEAT-7\n---\n\n# Login\n"),
                ("b.md", "---\nid: FEAT-8\n---\n\n# Logout\n"),
            ]),
        },
    },
    Check {
        name: "front-matter-syntax",
        severity: Severity::Warning,
        summary: "front matter that is not YAML",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "The block between the two `---` lines at the top of the file does not parse as YAML. It is read line \
                   by line as `key: value` instead.",
            why: "Lists and nested values are lost, and other tools refuse the file.",
            example: Files(&[("a.md", "---\ntitle: \"Login\nstatus: [done\n---\n\n# Login\n")]),
            instead: Files(&[("a.md", "---\ntitle: \"Login\"\nstatus: done\n---\n\n# Login\n")]),
        },
    },
    Check {
        name: "internal-error",
        severity: Severity::Error,
        summary: "a page that could not be made",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "Reading a file or making a page failed in a way it never should. The rest of the site is whole.",
            why: "It is an error of featsite: please report it with the file.",
            example: Words("A page that says it could not be made."),
            instead: Words("Nothing you can write should cause it."),
        },
    },
    Check {
        name: "invalid-date",
        severity: Severity::Warning,
        summary: "a date that is none",
        skips_templates: true,
        run: None,
        docs: Docs {
            what: "A date field holds what looks like a date and is none, or a day that does not exist.",
            why: "The document is missing from the timeline, and it can never be overdue.",
            example: Files(&[("a.md", "# A\n\n**Status**: Planned\n**Start Date**: 2026-02-31\n")]),
            instead: Files(&[("a.md", "# A\n\n**Status**: Planned\n**Start Date**: 2026-02-28\n")]),
        },
    },
    Check {
        name: "invalid-encoding",
        severity: Severity::Warning,
        summary: "bytes that are not UTF-8",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "The file holds bytes that are not UTF-8. They are shown as replacement characters.",
            why: "What was written there cannot be told.",
            example: Words("A file saved as Latin-1 or UTF-16."),
            instead: Words("The same file saved as UTF-8."),
        },
    },
    Check {
        name: "merge-conflict",
        severity: Severity::Error,
        summary: "conflict markers left by a merge",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "The file holds lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`. The first side is read.",
            why: "The file says two things and nobody has decided between them.",
            example: Files(&[(
                "a.md",
                "# A\n\n<<<<<<< HEAD\n**Status**: Done\n=======\n**Status**: Planned\n>>>>>>> other\n",
            )]),
            instead: Files(&[("a.md", "# A\n\n**Status**: Done\n")]),
        },
    },
    Check {
        name: "moved-link",
        severity: Severity::Warning,
        summary: "a link whose file lies elsewhere",
        skips_templates: true,
        run: Some(super::moved_link::run),
        docs: Docs {
            what: "The target of a link is not where the link says, but exactly one file of that name is elsewhere (or \
                   the same path in another case). The site's link goes there.",
            why: "On GitHub and in editors the link is broken.",
            example: Files(&[("a.md", "# A\n\n[Login](login.md)\n"), ("done/login.md", "# Login\n")]),
            instead: Files(&[("a.md", "# A\n\n[Login](done/login.md)\n"), ("done/login.md", "# Login\n")]),
        },
    },
    Check {
        name: "odd-file-name",
        severity: Severity::Warning,
        summary: "a file name that holds control characters",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "The name of a file is not text: it holds control characters or bytes that are not UTF-8.",
            why: "Its page has another name, and links to it are hard to write.",
            example: Words("A name with a line break in it."),
            instead: Words("Letters, digits, hyphens, spaces."),
        },
    },
    Check {
        name: "oversized-file",
        severity: Severity::Warning,
        summary: "a file too large to be read",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "The file is larger than 16 MB. Its page shows the source, and nothing is read from it.",
            why: "A document of that size is a log or an export and no reading matter.",
            example: Words("A log of 20 MB saved as `.md`."),
            instead: Words("The part of it that matters."),
        },
    },
    Check {
        name: "placeholder",
        severity: Severity::Note,
        summary: "template text that nobody has filled in",
        skips_templates: true,
        run: Some(super::placeholder::run),
        docs: Docs {
            what: "A field or heading still holds what the template had: `[Name]`, `{date}`, `TBD`, or all the options \
                   it could have. It counts as no value.",
            why: "The page says less than it seems to.",
            example: Files(&[("a.md", "# A\n\n**Status**: Done\n**Owner**: [Developer Name]\n")]),
            instead: Files(&[("a.md", "# A\n\n**Status**: Done\n**Owner**: Ana\n")]),
        },
    },
    Check {
        name: "symlink",
        severity: Severity::Warning,
        summary: "a symbolic link that is not followed",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "A symbolic link leads out of the content folder, nowhere, or back to a folder above itself.",
            why: "Following it could publish files that were never meant to be, or never end.",
            example: Words("`notes -> ../../private`"),
            instead: Words("The file itself, or a link inside the content folder."),
        },
    },
    Check {
        name: "theme-error",
        severity: Severity::Error,
        summary: "a template of the theme that does not compile",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "A template in the `theme/` folder has an error.",
            why: "Pages that use it cannot be made.",
            example: Words("`{% if title %}` without `{% endif %}`"),
            instead: Words("`{% if title %}…{% endif %}`"),
        },
    },
    Check {
        name: "unknown-id",
        severity: Severity::Warning,
        summary: "a relation that names an id nobody owns",
        skips_templates: true,
        run: Some(super::unknown_id::run),
        docs: Docs {
            what: "A field such as Depends on or Blocks names an id that no document and no tracker row has. Where the \
                   folder has no id of that series at all, the id may live in another tool, and the finding is a note.",
            why: "The dependency is missing from the graph and from the order of work.",
            example: Files(&[
                ("a.md", "---\nid: FEAT-1\nstatus: planned\ndepends_on: [FEAT-9]\n---\n\n# A\n"),
                ("b.md", "---\nid: FEAT-2\nstatus: planned\n---\n\n# B\n"),
            ]),
            instead: Files(&[
                ("a.md", "---\nid: FEAT-1\nstatus: planned\ndepends_on: [FEAT-2]\n---\n\n# A\n"),
                ("b.md", "---\nid: FEAT-2\nstatus: planned\n---\n\n# B\n"),
            ]),
        },
    },
    Check {
        name: "unknown-status",
        severity: Severity::Warning,
        summary: "words in a status field that no rule knows",
        skips_templates: true,
        run: Some(super::unknown_status::run),
        docs: Docs {
            what: "The status of a document or phase is written in words that are in no vocabulary. The words are shown \
                   as they are, in a column of their own.",
            why: "The item is missing from the column it belongs to.",
            example: Files(&[("a.md", "# A\n\n**Status**: Simmering gently\n")]),
            instead: Files(&[("a.md", "# A\n\n**Status**: In progress\n")]),
        },
    },
    Check {
        name: "unreadable-file",
        severity: Severity::Error,
        summary: "a file that cannot be read",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "The operating system refuses to give out a file or folder.",
            why: "It has no page, and links to it are broken.",
            example: Words("A file without permission to read."),
            instead: Words("The same file with permission, or excluded in the configuration."),
        },
    },
    Check {
        name: "unwritable",
        severity: Severity::Error,
        summary: "a file of the output that cannot be written",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "A page or copied file could not be written into the output folder.",
            why: "It is missing from the site.",
            example: Words("A path that is too long for the file system."),
            instead: Words("A shorter name."),
        },
    },
    Check {
        name: "url-collision",
        severity: Severity::Warning,
        summary: "two files that ask for one address",
        skips_templates: false,
        run: None,
        docs: Docs {
            what: "Two documents ask for the same page, or for pages that differ only in case or in the form of an \
                   accent, or a document asks for the page of a view. One of them stands at an address with a number.",
            why: "Links from elsewhere to the address the name suggests lead to the other page.",
            example: Files(&[("board.md", "# Our board\n")]),
            instead: Files(&[("our-board.md", "# Our board\n")]),
        },
    },
];
