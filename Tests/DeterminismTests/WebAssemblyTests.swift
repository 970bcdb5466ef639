import Book
import Foundation
import OtherPrograms
import Sessions
import StatebookCommands
import Testing

/// A session in WebAssembly prints the same bytes as here, and does the same at the same times.
///
/// The module is linked first, which takes some minutes. `swift test --skip DeterminismTests`
/// leaves this out.
@Suite(
  .enabled(
    if: WebAssemblyModule.node != nil,
    "Node.js is not installed: nothing was run in WebAssembly (apt-get install nodejs)"))
struct WebAssemblyTests {
  @Test func aSessionDoesTheSame() throws {
    try expectTheSame(SessionReplay(name: "main", configuration: .large, actions: .large))
  }

  /// `Int` has 32 bits there: a number that does not fit must not end the session.
  @Test func numbersThatDoNotFitDoTheSame() throws {
    try expectTheSame(SessionReplay(name: "main", configuration: .large, actions: .numbers))
  }

  static let book = BookSource(folder: Checkout.root).read()

  /// A translation that takes something over does what its original does.
  @Test(arguments: book.chapters.filter { $0.original == nil }.map(\.file))
  func theSessionsOfAChapterDoTheSame(file: String) throws {
    let chapter = try #require(WebAssemblyTests.book.chapters.first { $0.file == file })
    let run = ChapterRunner(plugins: .standard).run(chapter)
    #expect(run.wasRun)
    for replay in run.replays { try expectTheSame(replay) }
  }

  /// Compares what each action of a session answers.
  private func expectTheSame(_ replay: SessionReplay) throws {
    let native = NativeSession(replay)
    let node = try #require(WebAssemblyModule.node)
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
    ].map { .run($0) }
    + [.check("kubectl get pod web-0"), .check("kubectl get pod web-7")]

  /// Commands with numbers that an `Int` of 32 bits cannot hold.
  fileprivate static let numbers: [Session.Action] =
    [.write(name: "web.yaml", text: manifest)]
    + [
      "x=abcdef; echo ${x:99999999999} ${x:0:99999999999} ${x:-99999999999}",
      "echo $((9223372036854775807 + 1)) $((1 << 40)) $((2 ** 62)) $((-7 / 2)) $((-7 % 2))",
      "echo {99999999998..99999999999}; echo $#; shift 99999999999",
      "printf '%d %x %.3f %e %s\\n' 4294967296 4294967295 3.14159 1e300 ünï",
      "printf '%99999999999d\\n' 1 | wc -c; printf '%.99999999999f\\n' 1 | wc -c",
      "printf '\\x41\\101\\u00e9\\n'; test 99999999999 -gt 9999999999; [ 99999999999 -eq 1 ]",
      "seq 99999999998 99999999999; seq 1 100000 | tail -n 2",
      "seq 3 | head -n 99999999999; seq 3 | tail -n +99999999999; head -c 99999999999 web.yaml",
      "seq 3 | cut -c 99999999999-; seq 3 | sort -k 99999999999; seq 3 | sed 99999999999d",
      "seq 3 | grep -m 99999999999 2; seq 3 | grep -A 99999999999 2; seq 3 | uniq -f 99999999999",
      "seq 3 | xargs -n 99999999999; seq 3 | fold -w 99999999999; seq 3 | nl -w 99999999999",
      "seq 1 1000 | md5sum; seq 1 1000 | sha1sum; seq 1 1000 | sha256sum; seq 9 | base64 -w 9",
      "echo '0.1 0.2' | awk '{ print $1 + $2, 2^53, 1e6 * 1e6, 7 / 3, int(-3.7) }'",
      "echo a | awk '{ print substr($1, 1, 99999999999), $99999999999, 1e300, -1e300 % 7 }'",
      "date -d @99999999999 2>&1; timeout 99999999999 true; sleep 0.001; date +%s%N",
      "find . -maxdepth 99999999999 -size -99999999999; ls -l; chmod 99999999999 web.yaml",
      "kubectl apply -f web.yaml; kubectl rollout status statefulset/web --timeout=99999999999s",
      "kubectl scale statefulset/web --replicas=99999999999",
      "kubectl get pods -o jsonpath='{.items[99999999999].metadata.name}'",
      "kubectl get pods -o jsonpath='{.items[0:99999999999].metadata.name}'",
      "kubectl logs web-0 --tail=99999999999; kubectl logs web-0 --limit-bytes=99999999999",
      "kubectl delete pod web-0 --grace-period=99999999999 --wait=false",
      "kubectl wait pod/web-1 --for=condition=Ready --timeout=9999999999h",
      "kubectl patch statefulset web -p '{\"spec\":{\"replicas\":99999999999}}'",
      "kubectl patch statefulset web -p '{\"spec\":{\"revisionHistoryLimit\":2147483647}}'",
      "kubectl patch statefulset web -p '{\"spec\":{\"ordinals\":{\"start\":2147483646}}}'",
      "kubectl get events --watch-only --request-timeout=1s; kubectl get pods",
      "curl --max-time 99999999999 web-0.web:99999999999; nc -z web-0 99999999999",
    ].map { .run($0) }

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
