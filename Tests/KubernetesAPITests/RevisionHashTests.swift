import KubernetesAPI
import Testing
import Values

@Suite("Revisions have the names of a real cluster")
struct RevisionHashTests {
  @Test(
    "S16, S17: the recorded names",
    arguments: [
      ("nginx:1.25", "695594f648"), ("nginx:1.26", "854586445f"),
    ])
  func recorded(_ image: String, _ expected: String) throws {
    let server = makeServer()
    #expect(server.post(.statefulSets, web("nginx:1.25", image)).code == 201)
    let set = try #require(server.get(StatefulSet.self, namespace: "default", name: "web"))
    let data = RevisionHash.revisionData(of: set)
    #expect(RevisionHash.suffix(ofRevisionData: data) == expected)
    #expect(RevisionHash.suffix(ofRevisionData: data, collisionCount: 1) != expected)
  }

  @Test(
    "D2: the recorded names of ReplicaSets",
    arguments: [
      ("nginx:1.25", "86f7f75d94"), ("nginx:1.26", "58d7996c49"), ("nginx:nosuchtag", "7d796b87b"),
    ])
  func recordedTemplates(_ image: String, _ expected: String) throws {
    let server = makeServer()
    let response = server.post(
      .deployments,
      """
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"shop"},"spec":{
       "selector":{"matchLabels":{"app":"shop"}},
       "template":{"metadata":{"labels":{"app":"shop"}},"spec":{"containers":[
       {"name":"nginx","image":"\(image)","ports":[{"containerPort":80}]}]}}}}
      """)
    #expect(response.code == 201)
    let shop = try #require(server.get(Deployment.self, namespace: "default", name: "shop"))
    #expect(RevisionHash.suffix(ofTemplate: shop.spec.template) == expected)
    #expect(RevisionHash.suffix(ofTemplate: shop.spec.template, collisionCount: 1) != expected)
  }

  @Test("D2: a recorded name of a template with a readiness gate")
  func templateWithGate() {
    var template = PodTemplateSpec()
    template.metadata.labels = ["app": "shop"]
    let server = makeServer()
    server.post(
      .deployments,
      """
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"shop"},"spec":{
       "selector":{"matchLabels":{"app":"shop"}},
       "template":{"metadata":{"labels":{"app":"shop"}},"spec":{
       "readinessGates":[{"conditionType":"example.com/ready"}],"containers":[
       {"name":"nginx","image":"nginx:1.25","ports":[{"containerPort":80}]}]}}}}
      """)
    if let shop = server.get(Deployment.self, namespace: "default", name: "shop") {
      template = shop.spec.template
    }
    #expect(RevisionHash.suffix(ofTemplate: template) == "6745cbd485")
  }

  @Test("S17, G6: templates get letters of the safe alphabet")
  func templatesGetLettersOfTheSafeAlphabet() {
    let ends = (0..<200).map { number in
      var template = PodTemplateSpec()
      template.metadata.labels = ["n": String(number)]
      return RevisionHash.suffix(ofTemplate: template)
    }
    #expect(Set(ends).count == 200)
    #expect(ends.allSatisfy { $0.allSatisfy { "456789bcdf".contains($0) } && $0.count <= 10 })
  }
}
