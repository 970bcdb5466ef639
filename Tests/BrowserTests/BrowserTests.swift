import Book
import Containers
import Foundation
import Kubernetes
import Sessions
import Simulation
import Testing
import Values

/// Remembers what the native reader answered, so that a run elsewhere can be given the same.
private final class RememberingReader: YAMLReader {
  var answers: [String: String] = [:]
  let reader = YamsReader()

  func documents(in text: String) -> Result<[YAMLDocument], YAMLError> {
    let answer = reader.documents(in: text)
    answers[text] = YAMLAnswer.json(answer).compactText
    return answer
  }
}

@Suite struct BrowserTests {
  /// A session that uses much of the core: files, the shell, a cluster, waiting, watching, DNS.
  static let requests: [JSON] =
    [
      ["open": ["seed": 8, "pace": 1000, "settings": ["cluster": ["nodes": 3]]]],
      ["write": ["name": "web.yaml", "text": .string(manifest)]],
    ]
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
    ].map { ["run": .string($0)] }

  static let manifest = """
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

  /// Linking the module takes several minutes, so it is done on request.
  static let isWanted = ProcessInfo.processInfo.environment["STATEBOOK_WEBASSEMBLY"] != nil

  @Test(.enabled(if: isWanted, "set STATEBOOK_WEBASSEMBLY=1 to link and run the module"))
  func theSameSessionGivesTheSameBytesInWebAssembly() throws {
    guard let node = Tool.path(of: "node") ?? Tool.path(of: "nodejs") else {
      withKnownIssue("Node.js is not installed: the WebAssembly module was not run") {
        Issue.record("apt-get install nodejs")
      }
      return
    }
    let module = try WebAssemblyModule.build()

    let reader = RememberingReader()
    let session = Session(
      configuration: SessionConfiguration(
        seed: 8, settings: ["cluster": ["nodes": 3]]),
      plugins: [ContainersPlugin.plugin, KubernetesPlugin.plugin], yamlReader: reader)
    defer { session.finish() }
    #expect(session.diagnostics == [])
    var expected = ["{}", "{}"]
    try session.write(BrowserTests.manifest, toFile: "web.yaml")
    for request in BrowserTests.requests {
      guard let command = request["run"]?.string else { continue }
      let step = session.run(command)
      #expect(step.failure == nil, "\(command)")
      expected.append(step.json.compactText)
    }

    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let yaml = OrderedMembers(
      uniqueKeysWithValues: reader.answers.sorted { $0.key < $1.key }
        .map { ($0.key, JSON.string($0.value)) })
    let bundle: JSON = [
      "requests": .array(BrowserTests.requests.map { .string($0.compactText) }),
      "yaml": .object(yaml),
    ]
    try bundle.compactText.write(to: file, atomically: true, encoding: .utf8)
    let script = Tool.root.appending(path: "Tests/BrowserTests/run-session.mjs")
    let result = try Tool.run(node, [script.path, module.path, file.path])
    #expect(result.status == 0)
    let actual = result.output.split(separator: "\n").map(String.init)
    #expect(actual.count == expected.count)
    for (actual, expected) in zip(actual, expected) { #expect(actual == expected) }
  }
}
