import Sessions
import Simulation

/// What commands cost against a set of many pods, and what its later life costs.
struct CommandBenchmark {
  private let sets: StatefulSetBenchmark

  init(_ sets: StatefulSetBenchmark) { self.sets = sets }

  /// A command, and the replicas that have to be ready after it; nil when it is only a question.
  private struct Entry {
    var command: String
    var ready: ((Int) -> Int)?
  }

  private let entries = [
    Entry(command: "kubectl get pods"),
    Entry(command: "kubectl get pods -o wide"),
    Entry(command: "kubectl get pods -o json"),
    Entry(command: "kubectl get pods -o jsonpath='{.items[*].spec.nodeName}'"),
    Entry(command: "kubectl get pod web-0 -o yaml"),
    Entry(command: "kubectl get pvc"),
    Entry(command: "kubectl get events"),
    Entry(command: "kubectl describe statefulset web"),
    Entry(command: "kubectl describe pod web-0"),
    Entry(command: "kubectl describe node node-1"),
    Entry(command: "kubectl wait pod --all --for=condition=Ready"),
    Entry(command: "kubectl rollout status statefulset web"),
    Entry(command: "kubectl create service clusterip web --clusterip=None --tcp=80"),
    Entry(command: "sleep 60"),
    Entry(command: "kubectl delete pod --all --wait=false", ready: { $0 }),
    Entry(command: "kubectl set image statefulset web nginx=nginx:1.27", ready: { $0 }),
    Entry(command: "kubectl scale statefulset web --replicas=0", ready: { _ in 0 }),
  ]

  func run() throws -> ReportTable {
    var table = ReportTable(
      title: "Commands against such sets, in µs of user time for each pod",
      header: ["command"])
    var costs: [[String]] = entries.map { [$0.command] }
    for isParallel in sets.policies {
      for pods in sets.sizes {
        table.header.append("\(isParallel ? "P" : "O") \(pods)")
        let session = try StatefulSetBenchmark.session()
        defer { session.finish() }
        try session.write(
          StatefulSetBenchmark.manifest(pods: pods, isParallel: isParallel), toFile: "set.yaml")
        try StatefulSetBenchmark.run("kubectl apply -f set.yaml", in: session)
        try StatefulSetBenchmark.awaitReady(pods, in: session)
        for (index, entry) in entries.enumerated() {
          let time = try Stopwatch.reading {
            try StatefulSetBenchmark.run(entry.command, in: session)
            if let ready = entry.ready {
              try settle(ready(pods), in: session)
            }
          }
          costs[index].append(fixed(time.user / Double(pods) * 1e6, 1))
        }
      }
    }
    table.rows = costs
    return table
  }

  /// Waits until the controller has seen the change, and then until the set is as wanted.
  private func settle(_ pods: Int, in session: Session) throws {
    try StatefulSetBenchmark.run("sleep 5", in: session)
    try StatefulSetBenchmark.run(
      "kubectl rollout status statefulset web --timeout=23h", in: session)
    try StatefulSetBenchmark.run(
      "kubectl wait statefulset/web --for=jsonpath='{.status.replicas}'=\(pods) --timeout=23h",
      in: session)
  }
}
