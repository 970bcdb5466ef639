import Simulation
import Testing

@Suite("kubectl get")
struct GetTests {
  private func console() -> TestConsole {
    let console = TestConsole(runsCluster: false)
    for name in ["web-10", "web-2", "web-1"] {
      console.run("kubectl create configmap \(name) --from-literal=a=b")
      console.run("kubectl label configmap \(name) app=web zone=\(name.suffix(1))")
    }
    console.run("kubectl create configmap other")
    return console
  }

  @Test("K9, K12, K15: tables are listed by name")
  func tablesAreListedByName() {
    Transcript(
      """
      $ kubectl get configmaps
      NAME     DATA   AGE
      other    0      0s
      web-1    1      0s
      web-10   1      0s
      web-2    1      0s
      $ kubectl get cm web-2 web-1 --no-headers
      web-2   1     1s
      web-1   1     1s
      $ kubectl get cm web-1 nosuch
      NAME    DATA   AGE
      web-1   1      1s
      Error from server (NotFound): configmaps "nosuch" not found
      [1]
      $ kubectl get cm nosuch --ignore-not-found
      $ kubectl get cm -l app=nosuch
      No resources found in default namespace.
      $ kubectl get pods -A
      No resources found
      $ kubectl get nodes
      No resources found
      $ kubectl get pods -n prod
      No resources found in prod namespace.
      $ kubectl get cm -l 'zone in (1,2)' --show-labels
      NAME    DATA   AGE   LABELS
      web-1   1      4s    app=web,zone=1
      web-2   1      4s    app=web,zone=2
      $ kubectl get cm -L zone,app
      NAME     DATA   AGE   ZONE   APP
      other    0      5s           
      web-1    1      5s    1      web
      web-10   1      5s    0      web
      web-2    1      5s    2      web
      $ kubectl get cm -A --field-selector metadata.name=web-1
      NAMESPACE   NAME    DATA   AGE
      default     web-1   1      5s
      """
    ).check(on: console())
  }

  @Test func sortingIsNaturalAndFieldsThatNobodyHasLeaveNothing() {
    Transcript(
      """
      $ kubectl get cm --sort-by=.metadata.name -o name
      configmap/other
      configmap/web-1
      configmap/web-2
      configmap/web-10
      $ kubectl get cm --sort-by=.metadata.labels.zone --no-headers -L zone
      other    0     1s    
      web-10   1     1s    0
      web-1    1     1s    1
      web-2    1     1s    2
      $ kubectl get cm --sort-by=.nosuch
      No resources found in default namespace.
      """
    ).check(on: console())
  }

  @Test("K14: other formats")
  func otherFormats() {
    Transcript(
      """
      $ kubectl get cm web-1 -o name
      configmap/web-1
      $ kubectl get cm -o jsonpath='{.items[*].metadata.name}'
      other web-1 web-10 web-2
      $ kubectl get cm -l app=web -o custom-columns=NAME:.metadata.name,X:.data.x,LABELS:.metadata.labels
      NAME     X        LABELS
      web-1    <none>   map[app:web zone:1]
      web-10   <none>   map[app:web zone:0]
      web-2    <none>   map[app:web zone:2]
      $ kubectl get cm other -o jsonpath='{.items[0]}'
      $ kubectl get cm web-1 -o jsonpath='{.metadata.labels[0]}'
      error: error executing jsonpath "{.metadata.labels[0]}": Error executing template: map[string]interface {} is not array or slice. Printing more information for debugging the template:
      \ttemplate was:
      \t\t{.metadata.labels[0]}
      \tobject given to jsonpath engine was:
      \t\tmap[string]interface {}{"apiVersion":"v1", "data":map[string]interface {}{"a":"b"}, "kind":"ConfigMap", "metadata":map[string]interface {}{"creationTimestamp":"2026-03-02T08:59:00Z", "labels":map[string]interface {}{"app":"web", "zone":"1"}, "managedFields":[]interface {}{map[string]interface {}{"apiVersion":"v1", "fieldsType":"FieldsV1", "fieldsV1":map[string]interface {}{"f:data":map[string]interface {}{".":map[string]interface {}{}, "f:a":map[string]interface {}{}}}, "manager":"kubectl-create", "operation":"Update", "time":"2026-03-02T08:59:00Z"}, map[string]interface {}{"apiVersion":"v1", "fieldsType":"FieldsV1", "fieldsV1":map[string]interface {}{"f:metadata":map[string]interface {}{"f:labels":map[string]interface {}{".":map[string]interface {}{}, "f:app":map[string]interface {}{}, "f:zone":map[string]interface {}{}}}}, "manager":"kubectl-label", "operation":"Update", "time":"2026-03-02T08:59:00Z"}}, "name":"web-1", "namespace":"default", "resourceVersion":"7", "uid":"UID"}}
      [1]
      """.replacingUID(of: console())
    ).check(on: console())
  }

  @Test("K14: several objects are a list in YAML")
  func severalObjectsAreAListInYAML() {
    let console = console()
    let output = console.run("kubectl get cm web-1 other -o yaml").output
    #expect(output.hasPrefix("apiVersion: v1\nitems:\n- apiVersion: v1\n  data:\n    a: b\n"))
    #expect(output.hasSuffix("kind: List\nmetadata:\n  resourceVersion: \"\"\n"))
    let single = console.run("kubectl get cm other -o json").output
    #expect(single.hasPrefix("{\n    \"apiVersion\": \"v1\",\n    \"kind\": \"ConfigMap\",\n"))
    #expect(single.hasSuffix("}\n"))
  }

  @Test("K13: kinds are prefixed and set apart")
  func kindsArePrefixedAndSetApart() {
    let console = console()
    console.run("kubectl create service clusterip web --tcp=80")
    console.run("kubectl create deployment shop --image=nginx")
    let output = console.run("kubectl get svc,pods,deploy,cm/other").output
    #expect(output.hasPrefix("error: arguments in resource/name form must have a single resource"))
    let groups = console.run("kubectl get svc,pods,deploy --no-headers -o name").output
    #expect(groups == "service/web\ndeployment.apps/shop\n")
    let tables = console.run("kubectl get svc,pods,deploy").output
    let parts = tables.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(parts.count == 6)
    #expect(parts[0].hasPrefix("NAME          TYPE        CLUSTER-IP"))
    #expect(parts[1].hasPrefix("service/web   ClusterIP   10."))
    #expect(parts[2].isEmpty)
    #expect(parts[3] == "NAME                   READY   UP-TO-DATE   AVAILABLE   AGE")
    #expect(parts[4] == "deployment.apps/shop   0/1     0            0           0s")
    #expect(console.run("kubectl get all").output == tables)
  }
}

extension String {
  /// The text with the uid that `web-1` has in a console like this one.
  fileprivate func replacingUID(of console: TestConsole) -> String {
    let uid = console.run("kubectl get cm web-1 -o jsonpath='{.metadata.uid}'").output
    guard let range = firstRange(of: "\"UID\"") else { return self }
    return self[..<range.lowerBound] + "\"\(uid)\"" + self[range.upperBound...]
  }
}
