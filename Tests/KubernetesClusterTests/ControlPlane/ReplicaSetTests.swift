import KubernetesAPI
import Simulation
import Testing

@testable import KubernetesCluster

@Suite struct ReplicaSetTests {
  private func started(replicas: Int32 = 3) -> ClusterFixture {
    let fixture = ClusterFixture()
    fixture.create(Samples.replicaSet(replicas: replicas))
    fixture.run(seconds: 10)
    fixture.clearLog()
    return fixture
  }

  @Test("D1 D6: pods get random names, and events say so")
  func podsHaveRandomNames() {
    let fixture = started()
    #expect(fixture.podNames.count == 3)
    for name in fixture.podNames {
      #expect(name.utf8.count == "shop-".utf8.count + 5)
      #expect(
        fixture.events(about: "shop").contains("Normal SuccessfulCreate Created pod: \(name)"))
    }
  }

  @Test("D3: a pod that ended or is going does not count")
  func onlyActivePodsCount() {
    let fixture = started()
    let names = fixture.podNames
    fixture.nodes.finish(names[0], phase: "Failed")
    fixture.run(seconds: 5)
    #expect(fixture.podNames.count == 4, "the failed pod stays beside its replacement")
    let set = fixture.server.get(ReplicaSet.self, namespace: "default", name: "shop")!
    #expect(set.status.replicas == 3)
    #expect(set.status.readyReplicas == 3)
  }

  @Test("A relabelled pod is released and replaced, and one too many when it comes back (j)")
  func releasedAndAdopted() {
    let fixture = started(replicas: 2)
    let name = fixture.podNames[0]
    fixture.change(Pod.self, name) { $0.metadata.labels["app"] = "other" }
    fixture.run(seconds: 5)
    #expect(fixture.podNames.count == 3)
    #expect(fixture.pod(name)?.controller == nil)
    fixture.change(Pod.self, name) { $0.metadata.labels["app"] = "shop" }
    fixture.run(seconds: 10)
    #expect(fixture.podNames.count == 2)
    #expect(fixture.pod(name) != nil, "the younger one goes")
  }

  @Test("A bare pod with the labels is adopted and, if it is one too many, deleted (j)")
  func aBarePodIsAdopted() {
    let fixture = started(replicas: 2)
    fixture.run(seconds: 60)
    fixture.create(Samples.pod("bare", labels: ["app": "shop"]))
    fixture.run(seconds: 5)
    #expect(fixture.pod("bare") == nil)
    #expect(fixture.podNames.count == 2)
  }

  @Test("D5: who goes first when there are too many")
  func deletionOrder() {
    let now = VirtualTime.zero + .seconds(1000)
    func pod(
      _ name: String, node: String = "node-1", phase: String = "Running", ready: Bool = true,
      cost: String? = nil, restarts: Int32 = 0, age: Int64 = 500
    ) -> Pod {
      let pod = Pod()
      pod.metadata.name = name
      pod.metadata.uid = name
      pod.metadata.creationTimestamp = now - .seconds(age)
      pod.spec.nodeName = node
      pod.status.phase = phase
      var condition = PodCondition()
      condition.type = "Ready"
      condition.status = ready ? "True" : "False"
      condition.lastTransitionTime = now - .seconds(age)
      pod.status.conditions = [condition]
      if let cost { pod.metadata.annotations["controller.kubernetes.io/pod-deletion-cost"] = cost }
      var container = ContainerStatus()
      container.restartCount = restarts
      pod.status.containerStatuses = [container]
      return pod
    }
    let pods = [
      pod("old"), pod("young", age: 10), pod("costly", cost: "5", age: 10),
      pod("restarted", restarts: 3), pod("unready", ready: false),
      pod("pending", phase: "Pending", ready: false), pod("unassigned", node: "", phase: "Pending"),
      pod("crowded", node: "node-2"), pod("cheap", cost: "-5"),
    ]
    let order = DeletionOrder(now: now, neighbours: ["node-1": 2, "node-2": 3])
    #expect(
      order.victims(9, of: pods).map { $0.name } == [
        "unassigned", "pending", "unready", "cheap", "crowded", "young", "restarted", "old",
        "costly",
      ])
  }

  @Test("D5: of pods on doubled nodes the younger ones go")
  func doubledNodesLoseTheirYoungerPod() {
    let fixture = started(replicas: 3)
    let old = Set(fixture.podNames)
    fixture.run(seconds: 60)
    fixture.change(ReplicaSet.self, "shop") { $0.spec.replicas = 5 }
    fixture.run(seconds: 10)
    fixture.change(ReplicaSet.self, "shop") { $0.spec.replicas = 3 }
    fixture.run(seconds: 10)
    #expect(Set(fixture.podNames) == old)
  }

  @Test("D4: hundreds of pods are made in few looks")
  func manyPods() {
    let fixture = ClusterFixture(nodes: 10, logs: false) { $0.podsPerNode = 200 }
    fixture.create(Samples.replicaSet(replicas: 1200))
    fixture.run(seconds: 10)
    let set = fixture.server.get(ReplicaSet.self, namespace: "default", name: "shop")!
    #expect(set.status.readyReplicas == 1200)
  }

  @Test("A pod that cannot be made is reported in the status and as an event")
  func failure() {
    let fixture = ClusterFixture()
    let set = Samples.replicaSet(replicas: 1)
    set.spec.template.spec.serviceAccountName = "nobody"
    fixture.create(set)
    fixture.run(seconds: 1)
    let stored = fixture.server.get(ReplicaSet.self, namespace: "default", name: "shop")!
    #expect(stored.status.conditions.first?.type == "ReplicaFailure")
    #expect(stored.status.conditions.first?.reason == "FailedCreate")
    #expect(
      fixture.events(about: "shop").contains {
        $0.hasPrefix("Warning FailedCreate Error creating:")
      }
    )
  }

  @Test("The class of a template is looked up when a pod is made, and the event says it is missing")
  func missingPriorityClass() {
    let fixture = ClusterFixture()
    let set = Samples.replicaSet(replicas: 1)
    set.spec.template.spec.priorityClassName = "high"
    fixture.create(set)
    fixture.run(seconds: 1)
    #expect(fixture.podNames == [])
    #expect(
      fixture.events(about: "shop").first?.hasPrefix(
        "Warning FailedCreate Error creating: pods \"shop-\" is forbidden: no PriorityClass with"
          + " name high was found") == true)
  }
}
