import Simulation

/// Something that must not happen and did.
struct Violation: Hashable {
  /// Which rule it breaks.
  var rule: RuleName
  /// What happened, as a sentence without a full stop.
  var text: String
  var time: VirtualTime
}

/// What every run is held against.
enum RuleName: String, Hashable, CaseIterable {
  /// At most one running pod for each name, unless its object was removed by force (S26).
  case atMostOne = "at most one"
  /// A StatefulSet's pods are made and deleted in order, and only as the rules say (S3–S14).
  case order = "order"
  /// Whatever the rules of a StatefulSet ask for happens at once (S3–S14).
  case progress = "progress"
  /// A ReadWriteOnce volume is mounted on one node only, and leaves it unmounted or by force
  /// (V5, V6).
  case volumes = "volumes"
  /// Endpoints hold what they may, and soon all of it (E1, E6).
  case endpoints = "endpoints"
  /// Deployments keep within surge and unavailability, ReplicaSets keep their number (D3, D7, D11).
  case bounds = "bounds"
  /// Claims are deleted by nobody unless a policy says so (S19).
  case claims = "claims"
  /// Pods are bound to nodes that are open only (N1, N14).
  case scheduling = "scheduling"
  /// When the faults are over, everything becomes as it is wanted.
  case convergence = "convergence"
  /// The console itself got stuck, or the world ran out of its limits.
  case session = "session"
}
