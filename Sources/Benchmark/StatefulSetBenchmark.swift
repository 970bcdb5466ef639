import Book
import Containers
import Kubernetes
import Sessions
import Simulation
import Values
import WebApps

/// What a pod costs, in sets of very different sizes.
struct StatefulSetBenchmark {
  /// The sizes of the sets, ascending; what a pod costs is compared with the first one.
  var sizes = [100, 1_000, 10_000]
  /// The policies, Parallel or not.
  var policies = [true, false]

  /// All nodes that the largest set needs; the same number for every size, so that a pod has the
  /// same choice everywhere.
  static let nodes = 100

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Makes the sets, and waits until every pod is ready.
  func creation() throws -> ReportTable {
    var table = ReportTable(
      title: "StatefulSets on \(StatefulSetBenchmark.nodes) nodes, until every pod is ready",
      header: [
        "set", "seconds", "user s", "user µs/pod", "events/pod", "virtual s", "peak MiB",
        "against \(sizes[0])",
      ])
    for isParallel in policies {
      var first: Double?
      for pods in sizes {
        Memory.forgetPeak()
        let session = try StatefulSetBenchmark.session()
        defer { session.finish() }
        try session.write(
          StatefulSetBenchmark.manifest(pods: pods, isParallel: isParallel), toFile: "set.yaml")
        let events = session.world.eventCount
        let start = session.world.now
        let time = try Stopwatch.reading {
          try StatefulSetBenchmark.run("kubectl apply -f set.yaml", in: session)
          try StatefulSetBenchmark.awaitReady(pods, in: session)
        }
        let cost = time.user / Double(pods) * 1e6
        first = first ?? cost
        table.rows.append([
          "\(isParallel ? "Parallel" : "OrderedReady") \(pods)", fixed(time.wall, 3),
          fixed(time.user, 3), fixed(cost, 0),
          fixed(Double(session.world.eventCount - events) / Double(pods), 1),
          String((session.world.now - start).seconds), fixed(Memory.peak, 0),
          fixed(cost / (first ?? cost), 2),
        ])
      }
    }
    return table
  }

  static func session() throws -> Session {
    var limits = Limits()
    limits.events = 1_000_000_000
    limits.outputBytes = 1 << 30
    limits.work = 1 << 40
    let session = Session(
      configuration: SessionConfiguration(
        seed: 1, settings: ["cluster": ["nodes": .integer(Int64(nodes))]]),
      plugins: [ContainersPlugin.plugin, KubernetesPlugin.plugin, WebAppsPlugin.plugin],
      yamlReader: YamsReader(),
      limits: limits)
    if let problem = session.diagnostics.first { throw Failure(description: problem) }
    return session
  }

  static func run(_ command: String, in session: Session) throws {
    let step = session.run(command)
    guard step.exitStatus == 0, step.failure == nil else {
      throw Failure(
        description: "\(step.command): \(step.output.prefix(300)) "
          + (step.failure?.text(limits: session.world.limits) ?? "status \(step.exitStatus)"))
    }
  }

  static func awaitReady(_ pods: Int, in session: Session) throws {
    try run(
      "kubectl wait statefulset/web --for=jsonpath='{.status.readyReplicas}'=\(pods) "
        + "--timeout=23h", in: session)
  }

  static func manifest(pods: Int, isParallel: Bool) -> String {
    """
    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: web
    spec:
      serviceName: web
      podManagementPolicy: \(isParallel ? "Parallel" : "OrderedReady")
      replicas: \(pods)
      selector:
        matchLabels: {app: web}
      template:
        metadata:
          labels: {app: web}
        spec:
          containers:
          - name: nginx
            image: nginx:1.25
            volumeMounts:
            - {name: www, mountPath: /usr/share/nginx/html}
      volumeClaimTemplates:
      - metadata:
          name: www
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
    """
  }
}
