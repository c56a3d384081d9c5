//! What all pages and files of the graph share, made once: networks, groups, places and edges.

use super::clusters::{self, Cluster};
use super::data::Edges;
use super::network::Network;
use super::placed::{self, Placed};
use super::{everything, ordered};
use crate::model::Site;

/// The graph of a site.
#[derive(Clone, Debug)]
pub struct Atlas {
    /// Everything that is connected.
    pub map: Network,
    /// What has an order.
    pub order: Network,
    /// The groups of a site too large for one picture.
    pub groups: Vec<Cluster>,
    /// Where everything of the map stands.
    pub placed: Placed,
    /// The edges as scripts see them.
    pub edges: Edges,
}

impl Atlas {
    /// Makes it.
    pub fn of(site: &Site) -> Self {
        let map = Network::of(site, &everything);
        let groups = clusters::of(site, &map);
        let placed = placed::place(site, &map, &groups);
        Self { order: Network::of(site, &ordered), groups, placed, edges: Edges::of(site), map }
    }
}
