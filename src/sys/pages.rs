//! The outputs of a site as what a server serves: each is made when it is asked for.

use std::sync::Arc;

use super::read;
use super::serve::{Body, Found, Pages};
use crate::build::outputs::{Content, Outputs};
use crate::source::Snapshot;

/// A site that was evaluated once.
pub struct Made {
    snapshot: &'static Snapshot,
    outputs: Outputs<'static>,
}

impl Made {
    /// The pages of a site.
    pub fn new(snapshot: &'static Snapshot, outputs: Outputs<'static>) -> Self {
        Self { snapshot, outputs }
    }
}

impl Pages for Made {
    fn find(&self, url: &str) -> Option<Found> {
        match self.outputs.make(url)?.0 {
            Content::Bytes(bytes) => {
                let etag = blake3::hash(&bytes).to_hex()[..32].to_owned();
                Some(Found { body: Body::Bytes(Arc::from(bytes)), etag })
            }
            // A file may change between two requests and nobody would know: it has no tag.
            Content::Copy(path) => {
                let file = read::open_asset(self.snapshot, &path).ok()?;
                let length = file.metadata().ok()?.len();
                Some(Found { body: Body::File(file, length), etag: String::new() })
            }
        }
    }

    fn has(&self, url: &str) -> bool {
        self.outputs.has(url)
    }
}
