import KubernetesAPI
import Testing

@Suite("kubectl explain")
struct ExplainTests {
  @Test("Every field of every kind is described, or said to have no effect")
  func everyFieldIsDescribed() {
    let descriptions = FieldDescriptions()
    var missing: [String] = []
    func visit(_ fields: [SchemaField], of owner: String) {
      for field in fields {
        if !field.isKept, (descriptions.field(field.name, of: owner)?.text ?? "").isEmpty {
          missing.append("\(owner).\(field.name)")
        }
        let below = field.fields()
        if below.isEmpty { continue }
        let name = field.goType.split { $0 == "." || $0 == "]" }.last.map { String($0) } ?? ""
        if descriptions.type(name).isEmpty { missing.append(name) }
        visit(below, of: name)
      }
    }
    for type in ResourceType.standard {
      if descriptions.type(type.kind).isEmpty { missing.append(type.kind) }
      visit(type.schema(), of: type.kind)
    }
    #expect(missing.isEmpty, "\(missing)")
  }

  @Test("The layout is that of v1.32: types, required fields, choices, lines of 80 characters")
  func layout() {
    Transcript(
      """
      $ kubectl explain sts.spec.updateStrategy
      GROUP:      apps
      KIND:       StatefulSet
      VERSION:    v1

      FIELD: updateStrategy <StatefulSetUpdateStrategy>


      DESCRIPTION:
          How pods are replaced when the template changes.
          How pods are replaced.
          
      FIELDS:
        rollingUpdate	<RollingUpdateStatefulSetStrategy>
          More about RollingUpdate.

        type	<string>
        enum: OnDelete, RollingUpdate
          RollingUpdate replaces them from the highest ordinal down, each when the one
          before is Ready. OnDelete waits until somebody deletes them. The default is
          RollingUpdate.

      $ kubectl explain svc.spec.sessionAffinity
      KIND:       Service
      VERSION:    v1

      FIELD: sessionAffinity <string>
      ENUM:
          ClientIP
          None

      DESCRIPTION:
          Whether all connections of a client go to the same pod. The default is None.
          
      $ kubectl explain pod.spec.containers.livenessProbe.httpGet --recursive
      KIND:       Pod
      VERSION:    v1

      FIELD: httpGet <HTTPGetAction>


      DESCRIPTION:
          A request by HTTP. A status from 200 to 399 is a yes.
          A request by HTTP.
          
      FIELDS:
        host	<string>
        httpHeaders	<[]HTTPHeader>
          name	<string> -required-
          value	<string> -required-
        path	<string>
        port	<IntOrString> -required-
        scheme	<string>
        enum: HTTP, HTTPS
      $ kubectl explain sts.spec.nosuch
      GROUP:      apps
      KIND:       StatefulSet
      VERSION:    v1

      error: field "nosuch" does not exist
      [1]
      $ kubectl explain nosuch
      the server doesn't have a resource type "nosuch"
      [1]
      $ kubectl explain pods services
      error: We accept only this format: explain RESOURCE
      [1]
      """
    ).check(on: TestConsole(runsCluster: false))
  }
}
