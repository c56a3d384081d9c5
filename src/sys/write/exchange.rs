//! The step from the old site to the new one.

use std::fs;
use std::io;
use std::path::Path;

use super::workspace::{self, Workspace};
use crate::sys::Trouble;

/// Puts the new tree where the output is. `false` where this place does not allow it: then nothing has changed.
pub fn exchange(workspace: &Workspace, output: &Path) -> Result<bool, Trouble> {
    let new = workspace.new_tree();
    let trouble = |error: io::Error| Trouble::io("put the new site at", output, &error);
    if !output.exists() {
        return fs::rename(&new, output).map(|()| true).map_err(trouble);
    }
    // Who may read the old site may read the new one.
    if let Ok(data) = fs::metadata(output) {
        let _ = fs::set_permissions(&new, data.permissions());
    }
    match in_one_step(&new, output) {
        Ok(()) => {
            workspace::clear(&new, output).map_err(|error| Trouble::io("clear", &new, &error))?;
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::Unsupported || error.kind() == io::ErrorKind::InvalidInput => {
            in_two_steps(workspace, output)
        }
        Err(_) => Ok(false),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn in_one_step(new: &Path, output: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, output, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn in_one_step(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Two renames. A build that is killed between them leaves no output: the next one puts the old site back first.
fn in_two_steps(workspace: &Workspace, output: &Path) -> Result<bool, Trouble> {
    let (new, old) = (workspace.new_tree(), workspace.old_tree());
    if fs::rename(output, &old).is_err() {
        return Ok(false);
    }
    if let Err(error) = fs::rename(&new, output) {
        fs::rename(&old, output).map_err(|error| Trouble::io("put the old site back to", output, &error))?;
        return Err(Trouble::io("put the new site at", output, &error));
    }
    workspace::clear(&old, output).map_err(|error| Trouble::io("clear", &old, &error))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::write::manifest;

    fn site(folder: &Path, text: &str) {
        fs::create_dir_all(folder).expect("made");
        fs::write(folder.join("index.html"), text).expect("written");
        fs::write(folder.join(manifest::MANIFEST), manifest::bytes(["index.html"])).expect("written");
    }

    #[test]
    fn both_ways_leave_the_new_site_and_no_litter() {
        for two_steps in [false, true] {
            let folder = tempfile::tempdir().expect("a folder");
            let output = folder.path().join("_site");
            site(&output, "old");
            {
                let workspace = Workspace::acquire(&output).expect("acquired");
                site(&workspace.new_tree(), "new");
                // A file that turns up at the last moment is not ours to remove.
                fs::write(output.join("note.txt"), "mine").expect("written");
                let step = if two_steps { in_two_steps } else { exchange };
                assert!(step(&workspace, &output).expect("exchanged"));
            }
            assert_eq!(fs::read_to_string(output.join("index.html")).expect("there"), "new");
            assert_eq!(fs::read_to_string(output.join("note.txt")).expect("there"), "mine");
            assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
        }
    }

    #[test]
    fn a_killed_build_is_put_right_by_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("_site");
        {
            let workspace = Workspace::acquire(&output).expect("acquired");
            site(&workspace.old_tree(), "old");
            site(&workspace.new_tree(), "new");
            std::mem::forget(workspace);
        }
        // The lock of a process that died is free; here the same process still holds it, so it is removed by hand.
        fs::remove_file(folder.path().join("._site.featsite-work/lock")).expect("removed");
        drop(Workspace::acquire(&output).expect("acquired"));
        assert_eq!(fs::read_to_string(output.join("index.html")).expect("there"), "old");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn two_builds_keep_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("_site");
        let first = Workspace::acquire(&output).expect("acquired");
        let second = Workspace::acquire(&output).err().expect("refused");
        assert!(second.message.starts_with("another build is writing to "), "{}", second.message);
        drop(first);
        assert!(Workspace::acquire(&output).is_ok());
    }
}
