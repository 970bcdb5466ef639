import Book
import Containers
import Kubernetes
import Sessions
import Simulation
import Values

/// What a pod costs, in sets of very different sizes, and how many events a second runs.
enum StatefulSetBenchmark {
  struct Result {
    var pods: Int
    var isParallel: Bool
    var seconds: Double
    var events: Int64
    var virtualTime: VirtualDuration
  }

  /// All nodes that the largest set needs; the same number for every size, so that a pod has the
  /// same choice everywhere.
  static let nodes = 100

  static func run() throws -> ReportTable {
    var table = ReportTable(
      title: "StatefulSets on \(nodes) nodes, until every pod is ready",
      header: ["set", "seconds", "µs/pod", "events/pod", "events/s", "virtual s", "against 100"])
    for isParallel in [true, false] {
      var first: Double?
      for pods in [100, 1_000, 10_000] {
        let result = try measure(pods: pods, isParallel: isParallel)
        let cost = result.seconds / Double(pods) * 1e6
        first = first ?? cost
        table.rows.append([
          "\(isParallel ? "Parallel" : "OrderedReady") \(pods)", fixed(result.seconds, 3),
          fixed(cost, 0), fixed(Double(result.events) / Double(pods), 1),
          fixed(Double(result.events) / result.seconds, 0),
          String(result.virtualTime.seconds), fixed(cost / (first ?? cost), 2),
        ])
      }
    }
    return table
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private static func measure(pods: Int, isParallel: Bool) throws -> Result {
    var limits = Limits()
    limits.events = 1_000_000_000
    let session = Session(
      configuration: SessionConfiguration(
        seed: 1, settings: ["cluster": ["nodes": .integer(Int64(nodes))]]),
      plugins: [ContainersPlugin.plugin, KubernetesPlugin.plugin], yamlReader: YamsReader(),
      limits: limits)
    defer { session.finish() }
    if let problem = session.diagnostics.first { throw Failure(description: problem) }
    try session.write(manifest(pods: pods, isParallel: isParallel), toFile: "set.yaml")
    let before = session.world.eventCount
    var recordings: [StepRecording] = []
    let seconds = Stopwatch.seconds {
      recordings.append(session.run("kubectl apply -f set.yaml"))
      recordings.append(
        session.run(
          "kubectl wait statefulset/web --for=jsonpath='{.status.readyReplicas}'=\(pods) "
            + "--timeout=23h"))
    }
    for step in recordings where step.exitStatus != 0 || step.failure != nil {
      throw Failure(
        description: "\(step.command): \(step.output) "
          + (step.failure?.text(limits: limits) ?? "status \(step.exitStatus)"))
    }
    return Result(
      pods: pods, isParallel: isParallel, seconds: seconds,
      events: session.world.eventCount - before,
      virtualTime: recordings[1].end - recordings[0].start)
  }

  private static func manifest(pods: Int, isParallel: Bool) -> String {
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
