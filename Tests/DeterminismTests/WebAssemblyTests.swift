import Book
import Foundation
import Sessions
import StatebookCommands
import Testing

/// A session in WebAssembly prints the same bytes as here, and does the same at the same times.
///
/// The module is linked first, which takes some minutes. `swift test --skip DeterminismTests`
/// leaves this out.
@Suite(
  .enabled(
    if: Tool.node != nil,
    "Node.js is not installed: nothing was run in WebAssembly (apt-get install nodejs)"))
struct WebAssemblyTests {
  @Test func aSessionDoesTheSame() throws {
    try expectTheSame(SessionReplay(name: "main", configuration: .large, actions: .large))
  }

  static let book = BookSource(folder: Tool.root).read()

  @Test(arguments: book.chapters.map(\.file))
  func theSessionsOfAChapterDoTheSame(file: String) throws {
    let chapter = try #require(WebAssemblyTests.book.chapters.first { $0.file == file })
    let run = ChapterRunner(plugins: .standard).run(chapter)
    #expect(run.wasRun)
    for replay in run.replays { try expectTheSame(replay) }
  }

  /// Compares what each action of a session answers.
  private func expectTheSame(_ replay: SessionReplay) throws {
    let native = NativeSession(replay)
    let node = try #require(Tool.node)
    let answers = try WebAssemblyModule.linked.get().answers(
      to: native.requests, yaml: native.yaml, with: node)
    #expect(answers.count == native.answers.count)
    for (index, (answer, expected)) in zip(answers, native.answers).enumerated() {
      #expect(answer == expected, "\(replay.name): \(native.requests[index])")
    }
  }
}

extension SessionConfiguration {
  fileprivate static let large = SessionConfiguration(seed: 8, settings: ["cluster": ["nodes": 3]])
}

extension [Session.Action] {
  /// A session that uses much of the core: files, the shell, a cluster, waiting, watching, DNS.
  fileprivate static let large: [Session.Action] =
    [.write(name: "web.yaml", text: manifest)]
    + [
      "kubectl apply -f web.yaml",
      "timeout 20 kubectl get pods --watch",
      "kubectl get pods -o wide",
      "kubectl get statefulset,pvc,pv",
      "kubectl describe pod web-1",
      "kubectl get pod web-0 -o yaml",
      "for i in 0 1 2; do kubectl exec web-$i -- sh -c 'hostname; date'; done | sort",
      "kubectl delete pod web-1",
      "kubectl wait pod/web-1 --for=condition=Ready",
      "sim crash node-2; sleep 400; kubectl get nodes,pods",
      "kubectl get events --sort-by=.metadata.creationTimestamp",
      "kubectl get pod nosuch",
      "echo $((7 * 6)) | sed 's/4/forty-/'",
      "echo $((9223372036854775807 + 1)) $((1 << 40)) $((2 ** 62)) $((-7 / 2)) $((-7 % 2))",
      "printf '%d %x %.3f %e %s\\n' 4294967296 4294967295 3.14159 1e300 ünï",
      "seq 1 100000 | tail -n 2; seq 1 1000 | md5sum; seq 1 1000 | sha256sum",
      "echo '0.1 0.2' | awk '{ print $1 + $2, 2^53, 1e6 * 1e6, 7 / 3, int(-3.7) }'",
      "head -c 99999999999 web.yaml | wc -c; date -d @99999999999 2>&1",
    ].map { .run($0) }
    + [.check("kubectl get pod web-0"), .check("kubectl get pod web-7")]

  private static let manifest = """
    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: web
    spec:
      serviceName: web
      replicas: 3
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
