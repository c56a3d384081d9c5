//! What all pages and files of the graph share, made once: networks, groups, places and edges.

use std::sync::OnceLock;

use super::clusters::{self, Cluster};
use super::network::{self, Network, Telling};
use super::placed::{self, Placed};
use super::{everything, ordered};
use crate::base::aside::aside;
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
    /// The edges that say something.
    pub telling: Vec<Telling>,
    /// Where everything of the map stands, found for the first page that asks: most pages of a server never do.
    placed: OnceLock<Placed>,
}

impl Atlas {
    /// Makes it.
    pub fn of(site: &Site) -> Self {
        let telling = network::telling(site);
        let map = Network::of(&telling, &everything);
        let groups = clusters::of(site, &map);
        Self { map, order: Network::of(&telling, &ordered), groups, telling, placed: OnceLock::new() }
    }

    /// Where everything of the map stands.
    pub fn placed(&self, site: &Site) -> &Placed {
        self.placed.get_or_init(|| aside(|| placed::place(site, &self.map, &self.groups)))
    }
}
