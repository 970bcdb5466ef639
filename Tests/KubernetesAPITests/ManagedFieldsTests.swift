import KubernetesAPI
import Simulation
import Testing
import Values

@Suite("The server notes who wrote which fields")
struct ManagedFieldsTests {
  private let clock = TestClock()

  private func entries(_ server: APIServer, _ type: ResourceType, _ name: String) -> [JSON] {
    var request = APIRequest(.get, type, namespace: "default", name: name)
    request.wantsManagers = true
    return server.handle(request).body["metadata"]?["managedFields"]?.array ?? []
  }

  private func post(_ server: APIServer, _ manager: String, _ text: String) {
    var request = APIRequest(.create, .statefulSets, namespace: "default")
    request.body = json(text)
    request.fieldManager = manager
    _ = server.handle(request)
  }

  private func patch(_ server: APIServer, _ manager: String, _ text: String) {
    var request = APIRequest(.patch, .statefulSets, namespace: "default", name: "web")
    request.body = json(text)
    request.fieldManager = manager
    _ = server.handle(request)
  }

  @Test("what is made belongs to its maker, defaults included; what is the server's to nobody")
  func creation() {
    let server = makeServer(clock)
    post(server, "maker", webJSON)
    let all = entries(server, .statefulSets, "web")
    #expect(all.count == 1)
    #expect(all[0]["manager"] == "maker")
    #expect(all[0]["operation"] == "Update")
    #expect(all[0]["apiVersion"] == "apps/v1")
    #expect(
      all[0]["fieldsV1"]
        == json(
          """
          {"f:spec":{"f:persistentVolumeClaimRetentionPolicy":{".":{},"f:whenDeleted":{},
          "f:whenScaled":{}},"f:podManagementPolicy":{},"f:replicas":{},"f:revisionHistoryLimit":{},
          "f:selector":{},"f:serviceName":{},"f:template":{"f:metadata":{"f:labels":{".":{},
          "f:app":{}}},"f:spec":{"f:containers":{"k:{\\"name\\":\\"nginx\\"}":{".":{},"f:image":{},
          "f:imagePullPolicy":{},"f:name":{},"f:ports":{".":{},
          "k:{\\"containerPort\\":80,\\"protocol\\":\\"TCP\\"}":{".":{},"f:containerPort":{},
          "f:name":{},"f:protocol":{}}},"f:resources":{},"f:terminationMessagePath":{},
          "f:terminationMessagePolicy":{},"f:volumeMounts":{".":{},
          "k:{\\"mountPath\\":\\"/usr/share/nginx/html\\"}":{".":{},"f:mountPath":{},"f:name":{}}}}},
          "f:dnsPolicy":{},"f:restartPolicy":{},"f:schedulerName":{},"f:securityContext":{},
          "f:terminationGracePeriodSeconds":{}}},"f:updateStrategy":{"f:rollingUpdate":{".":{},
          "f:partition":{}},"f:type":{}},"f:volumeClaimTemplates":{}}}
          """))
  }

  @Test("who changes a field takes it from its owner; who writes it as it is takes nothing")
  func changes() {
    let server = makeServer(clock)
    post(server, "maker", webJSON)
    clock.time = clock.time + .seconds(60)
    patch(server, "second", #"{"spec":{"replicas":5}}"#)
    patch(server, "third", #"{"spec":{"replicas":5}}"#)
    let all = entries(server, .statefulSets, "web")
    #expect(all.map { $0["manager"] } == ["maker", "second"])
    #expect(all[1]["fieldsV1"] == json(#"{"f:spec":{"f:replicas":{}}}"#))
    #expect(all[0]["fieldsV1"]?["f:spec"]?["f:replicas"] == nil)
    #expect(all[0]["time"] != all[1]["time"])
    patch(server, "maker", #"{"spec":{"replicas":null}}"#)
    #expect(entries(server, .statefulSets, "web").map { $0["manager"] } == ["maker"])
  }

  @Test("status and object are separate doors, and the status only belongs to its writer")
  func subresources() throws {
    let server = makeServer(clock)
    post(server, "maker", webJSON)
    server.fieldManager = "controller"
    let set = try #require(
      server.get(StatefulSet.self, namespace: "default", name: "web")
    ).copy()
    set.status.replicas = 3
    set.status.observedGeneration = 1
    try server.updateStatus(set)
    let all = entries(server, .statefulSets, "web")
    #expect(all.map { $0["manager"] } == ["controller", "maker"])
    #expect(all[0]["subresource"] == "status")
    #expect(
      all[0]["fieldsV1"]
        == json(#"{"f:status":{"f:observedGeneration":{},"f:replicas":{}}}"#))
  }

  @Test("a long history is worked off and stays right")
  func longHistory() {
    let server = makeServer(clock)
    post(server, "maker", webJSON)
    for number in 1...40 {
      clock.time = clock.time + .seconds(1)
      patch(server, "label\(number % 3)", #"{"metadata":{"labels":{"n\#(number)":"x"}}}"#)
    }
    let all = entries(server, .statefulSets, "web")
    #expect(all.map { $0["manager"] } == ["maker", "label2", "label0", "label1"])
    let labels = all.dropFirst().map {
      $0["fieldsV1"]?["f:metadata"]?["f:labels"]?.object?.count ?? 0
    }
    #expect(labels.reduce(0, +) == 41)
  }
}
