public import KubernetesAPI
public import Simulation

/// What brings the objects of a kind from how they are to how they are wanted.
///
/// A subclass watches in `start` and adds the keys (`default/web`) that a change concerns to the
/// queue; `reconcile` then looks at one of them and acts.
open class Controller: ClusterPart {
  /// The API server as this controller uses it: what it writes is traced as its own.
  public let client: Client
  /// Writes events about objects.
  public let recorder: EventRecorder
  /// The keys that have to be looked at.
  public private(set) var queue: WorkQueue!

  /// A controller with a name for traces and events: `statefulset-controller`.
  ///
  /// - Parameters:
  ///   - instance: set for a controller that writes events of the new kind.
  ///   - manager: the program that it is a part of, as managed fields name it; one of a plugin is
  ///     a program of its own.
  public init(
    _ cluster: Cluster, named name: String, instance: String = "", manager: String? = nil
  ) {
    client = Client(cluster, actor: name, manager: manager)
    recorder = EventRecorder(cluster.events, component: name, instance: instance)
    super.init(cluster)
    queue = WorkQueue(cluster, latency: cluster.configuration.timings.reaction) {
      [unowned(unsafe) self] key in reconcile(key)
    }
  }

  /// What it reads from, without the delay of a request; it writes through its `client`.
  public var server: APIServer { cluster.server }
  /// The world with its clock, in which it acts.
  public var world: World { cluster.world }
  var timings: ClusterTimings { cluster.configuration.timings }
  /// The name in traces and events.
  public var name: String { client.actor }

  /// Brings one object nearer to what is wanted.
  open func reconcile(_ key: String) -> Reconciliation { .done }

  /// Tells `receiver` every change of a kind from now on, beginning with what is there.
  public func watch(_ type: ResourceType, _ receiver: @escaping (ObjectEvent) -> Void) {
    server.watch(ObjectSelection(type), sendsPresentObjects: true, receiver: receiver)
  }

  /// Adds the object of every change of a kind to the queue.
  public func watchAndQueue(_ type: ResourceType) {
    watch(type) { [unowned(unsafe) self] event in queue.add(event.object.key) }
  }

  /// The namespace and name in a key.
  public static func parts(of key: String) -> (namespace: String, name: String) {
    guard let slash = key.utf8.firstIndex(of: UInt8(ascii: "/")) else { return ("", key) }
    return (String(key[..<slash]), String(key[key.utf8.index(after: slash)...]))
  }

  /// Notes why something does not happen yet.
  public func wait(_ subject: String, _ reason: String) {
    world.trace.wait(subject, actor: name, reason: reason, at: world.now)
  }
}
