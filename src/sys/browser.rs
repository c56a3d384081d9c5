//! The user's browser.

use std::net::SocketAddr;

/// Shows a site that is reached at this address; what stands in the way where that cannot be.
pub fn open(address: SocketAddr) -> Result<(), String> {
    open::that_detached(format!("http://{address}/")).map_err(|error| error.to_string())
}
