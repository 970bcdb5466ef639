import KubernetesAPI
import KubernetesCluster
import Simulation

/// The place of a pod in which at least one process runs, on a host that has power.
///
/// Built from the processes themselves, not from what the API server or a kubelet says of them.
final class Sandbox {
  let host: Host
  let place: PodPlace
  var processes = 0
  /// The volumes that its processes have mounted.
  var volumes: Set<String> = []
  /// Those that were taken from the node by force: whoever had them mounted has lost them.
  var lostVolumes: Set<String> = []

  init(host: Host, place: PodPlace) {
    self.host = host
    self.place = place
  }
}

extension Collection where Element == Sandbox {
  /// In an order that does not depend on a hash table.
  var ordered: [Sandbox] {
    sorted { ($0.place.key, $0.place.uid) < ($1.place.key, $1.place.uid) }
  }
}
