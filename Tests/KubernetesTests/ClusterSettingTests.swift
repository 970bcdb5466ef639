import Testing
import Values

@Suite("The setting cluster")
struct ClusterSettingTests {
  @Test("Without a setting there are three nodes, ten minutes old")
  func standard() {
    let fixture = ConsoleFixture()
    #expect(fixture.session.diagnostics == [])
    #expect(
      fixture.run("kubectl get nodes") == """
        NAME     STATUS   ROLES    AGE   VERSION
        node-1   Ready    <none>   10m   v1.32.13
        node-2   Ready    <none>   10m   v1.32.13
        node-3   Ready    <none>   10m   v1.32.13

        """)
  }

  @Test("The number of nodes", arguments: [0, 1, 5, 40])
  func nodeCounts(_ count: Int64) {
    let fixture = ConsoleFixture(cluster: ["nodes": .integer(count)])
    #expect(fixture.session.diagnostics == [])
    #expect(fixture.run("kubectl get nodes -o name 2> /dev/null | wc -l") == "\(count)\n")
  }

  @Test(
    "Wrong values are diagnostics",
    arguments: [
      (["nodes": 5001], "cluster.nodes: a whole number from 0 to 5000 is needed, not 5001"),
      (["nodes": -1], "cluster.nodes: a whole number from 0 to 5000 is needed, not -1"),
      (["nodes": "three"], "cluster.nodes: a whole number from 0 to 5000 is needed, not 'three'"),
      (
        ["node": 3],
        "cluster: there is no key 'node'; there are nodes, podsPerNode, attachVolumes,"
          + " tolerationSeconds"
      ),
      (["attachVolumes": 1], "cluster.attachVolumes: true or false is needed, not 1"),
      (3, "cluster: a map such as { nodes: 3 } is needed, not 3"),
      ([3], "cluster: a map such as { nodes: 3 } is needed, not a list"),
    ] as [(JSON, String)])
  func wrongValues(_ value: JSON, _ problem: String) {
    let fixture = ConsoleFixture(cluster: value)
    #expect(fixture.session.diagnostics == [problem])
  }

  @Test("cluster: false leaves the cluster out, and kubectl says so")
  func none() {
    let fixture = ConsoleFixture(cluster: false)
    #expect(fixture.session.diagnostics == [])
    #expect(
      fixture.run("kubectl get pods")
        == "The connection to the server localhost:8080 was refused - did you specify the right"
        + " host or port?\n[1]")
    #expect(fixture.session.scene().boxes.isEmpty)
  }
}
