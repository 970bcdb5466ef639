import Kubernetes
import KubernetesAPI
import KubernetesCluster
import Simulation

/// Something that must hold at every moment of a run. A subclass looks at what concerns it.
class Rule {
  unowned(unsafe) let referee: Referee

  init(_ referee: Referee) { self.referee = referee }

  var cluster: Cluster { referee.cluster }
  var server: APIServer { referee.cluster.server }
  var world: World { referee.cluster.world }
  var now: VirtualTime { referee.cluster.world.now }

  /// An object of the API server has changed just now; `actor` wrote it.
  func changed(_ event: ObjectEvent, by actor: String) {}

  /// A process in a pod has begun.
  func began(_ process: Process, in sandbox: Sandbox) {}

  /// The last process of a pod's place has ended.
  func ended(_ sandbox: Sandbox) {}

  /// The event that led here is over.
  func afterEvent() {}

  /// Whether the control plane has worked without a break for some time.
  func hasWorked(for duration: VirtualDuration) -> Bool {
    cluster.controlPlane.isUp && cluster.upSince + duration <= now
  }
}
