import Book
import Foundation
import Sessions
import StatebookCommands
import Testing
import Values

/// The manifests of the scenario, deployed as they are not meant to be.
@Suite struct OutOfOrderTests {
  private let session: Session

  init() throws {
    session = Session(
      configuration: SessionConfiguration(settings: ["cluster": .bool(true)]), plugins: .standard,
      yamlReader: YamsReader())
    let file = ScenarioTests.folder.appending(path: "replicated-mysql.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    for name in ["settings.yaml", "mysql.yaml"] {
      let start = try #require(text.range(of: "```yaml file=\(name)\n")).upperBound
      let end = try #require(text.range(of: "```\n", range: start..<text.endIndex)).lowerBound
      try session.write(String(text[start..<end]), toFile: name)
    }
  }

  @discardableResult
  private func run(_ command: String) -> String {
    let step = session.run(command)
    return step.output + (step.exitStatus == 0 ? "" : "[\(step.exitStatus)]\n")
  }

  @Test("M3: all at once, the slaves find nobody to clone and fail until somebody is there")
  func allAtOnce() {
    run("sed 's/^  serviceName: mysql/&\\n  podManagementPolicy: Parallel/' mysql.yaml > all.yaml")
    run("kubectl apply -f settings.yaml -f all.yaml")
    run("sleep 5")
    let early = run("kubectl get pods --no-headers")
    #expect(early.contains("Init:Error") || early.contains("Init:CrashLoopBackOff"), "\(early)")
    let log = run("kubectl logs mysql-2 -c clone-mysql")
    #expect(log.contains("Ncat: Could not resolve hostname \"mysql-1.mysql\""), "\(log)")
    #expect(log.contains("xtrabackup: This target seems not to have correct metadata..."), "\(log)")
    run("sleep 600")
    let late = run("kubectl get pods --no-headers")
    #expect(late.split(separator: "\n").allSatisfy { $0.contains("2/2") }, "\(late)")
    let restarts = run(
      "kubectl get pod mysql-2 -o jsonpath='{.status.initContainerStatuses[1].restartCount}'")
    #expect(Int(restarts) ?? 0 > 0, "\(restarts)")
  }

  @Test("M2, M3: a Deployment's pods have no ordinal, so none of them ever starts")
  func asADeployment() {
    run(
      "sed -e 's/^kind: StatefulSet/kind: Deployment/' -e '/^  serviceName:/d' -e '/volumeClaimTemplates:/,$d' mysql.yaml > d.yaml; printf '      - name: data\\n        emptyDir: {}\\n' >> d.yaml"
    )
    run("kubectl apply -f settings.yaml -f d.yaml")
    run("sleep 300")
    let pods = run("kubectl get pods --no-headers")
    #expect(pods.split(separator: "\n").count == 3, "\(pods)")
    #expect(
      pods.split(separator: "\n").allSatisfy {
        $0.contains("Init:CrashLoopBackOff") || $0.contains("Init:Error")
      }, "\(pods)")
    #expect(run("kubectl logs deploy/mysql -c init-mysql").contains("+ exit 1"))
  }

  @Test("M13: an update goes from the last slave to the master, whose outage comes at the end")
  func anUpdateTakesTheMasterLast() {
    run("kubectl apply -f settings.yaml -f mysql.yaml; kubectl rollout status statefulset/mysql")
    run(
      "kubectl exec mysql-0 -c mysql -- mysql -e 'CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY)'"
    )
    run("kubectl set env statefulset/mysql -c mysql ROUND=2")
    run("timeout 300 kubectl get pods -w --no-headers > watched & sleep 1; sleep 150")
    let order = run(
      "grep Terminating watched | awk '{ print $1 }' | uniq | head -3 | xargs")
    #expect(order == "mysql-2 mysql-1 mysql-0\n", "\(order)")
    run("kubectl rollout status statefulset/mysql")
    run("kubectl exec mysql-0 -c mysql -- mysql -e 'INSERT INTO test.t VALUES (1)'; sleep 15")
    let rows = run(
      "for i in 0 1 2; do kubectl exec mysql-$i -c mysql -- mysql -N -e 'SELECT COUNT(*) FROM test.t'; done | xargs"
    )
    #expect(rows == "1 1 1\n", "\(rows)")
    #expect(!run("sim audit mysql-1").contains("[1]"))
  }
}
