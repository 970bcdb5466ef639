import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite struct NamespaceTests {
  @Test("Every namespace has an account and the certificates of the cluster")
  func furniture() {
    let fixture = ClusterFixture()
    for name in ["default", "kube-system"] {
      #expect(fixture.server.get(ServiceAccount.self, namespace: name, name: "default") != nil)
      #expect(fixture.server.get(ConfigMap.self, namespace: name, name: "kube-root-ca.crt") != nil)
    }
  }

  @Test("Deleting a namespace deletes what is in it, and then itself")
  func deletion() {
    let fixture = ClusterFixture()
    let namespace = Namespace()
    namespace.metadata.name = "shop"
    fixture.create(namespace)
    let set = Samples.statefulSet(replicas: 2)
    set.metadata.namespace = "shop"
    fixture.create(set)
    fixture.run(seconds: 20)
    #expect(fixture.server.list(Pod.self, namespace: "shop").count == 2)
    fixture.delete(.namespaces, "shop")
    fixture.run(seconds: 1)
    #expect(fixture.server.get(Namespace.self, name: "shop")?.status.phase == "Terminating")
    fixture.run(seconds: 20)
    #expect(fixture.server.get(Namespace.self, name: "shop") == nil)
    #expect(fixture.server.count(.persistentVolumes) == 0)
  }

  @Test("A new cluster has the Service of its API server and its storage classes")
  func firstObjects() {
    let fixture = ClusterFixture()
    let service = fixture.server.get(Service.self, namespace: "default", name: "kubernetes")
    #expect(service?.spec.clusterIP == "10.96.0.1")
    #expect(
      fixture.server.list(StorageClass.self).map { $0.name } == ["local-path", "standard"])
    #expect(fixture.server.list(Node.self).map { $0.name } == ["node-1", "node-2", "node-3"])
  }

  @Test("While the control plane has no power nothing is decided; then it goes on")
  func controlPlaneWithoutPower() {
    let fixture = ClusterFixture()
    fixture.cluster.controlPlane.crash()
    fixture.create(Samples.statefulSet(replicas: 1, claims: false))
    fixture.run(seconds: 30)
    #expect(fixture.podNames.isEmpty)
    fixture.cluster.controlPlane.start()
    fixture.run(seconds: 30)
    #expect(fixture.pod("web-0")?.isReady == true)
  }

  @Test("A control plane that was off does not take its nodes for lost")
  func controlPlaneComesBack() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 1, claims: false))
    fixture.run(seconds: 10)
    fixture.cluster.controlPlane.crash()
    for number in 1...3 { fixture.nodes.lose("node-\(number)") }
    fixture.run(seconds: 300)
    fixture.cluster.controlPlane.start()
    fixture.run(seconds: 20)
    for number in 1...3 { fixture.nodes.restore("node-\(number)") }
    fixture.run(seconds: 20)
    #expect(!fixture.events(about: "node-1").contains { $0.contains("NodeNotReady") })
  }
}
