import Testing

/// What the real kubectl said about mistakes: situation `q` of the recordings.
@Suite("Mistakes in files and on the command line")
struct RecordedErrorsTests {
  @Test(
    "K29, K31: a StatefulSet with a mistake",
    arguments: [
      (
        "  replicas: 3", "  replica: 3",
        "Error from server (BadRequest): error when creating \"set.yaml\": StatefulSet in version"
          + " \"v1\" cannot be handled as a StatefulSet: strict decoding error: unknown field"
          + " \"spec.replica\""
      ),
      (
        "  replicas: 3", "  replicas: three",
        "Error from server (BadRequest): error when creating \"set.yaml\": StatefulSet in version"
          + " \"v1\" cannot be handled as a StatefulSet: json: cannot unmarshal string into Go"
          + " struct field StatefulSetSpec.spec.replicas of type int32"
      ),
      (
        "  replicas: 3", "  replicas: -1",
        "The StatefulSet \"web\" is invalid: spec.replicas: Invalid value: -1: must be greater than"
          + " or equal to 0"
      ),
      (
        "  serviceName: web", "  serviceName: web\n    replicas: 3",
        "error: error parsing set.yaml: error converting YAML to JSON: yaml: line 7: mapping values"
          + " are not allowed in this context"
      ),
      (
        "kind: StatefulSet\n", "",
        "error: error validating \"set.yaml\": error validating data: kind not set; if you choose"
          + " to ignore these errors, turn validation off with --validate=false"
      ),
      (
        "apiVersion: apps/v1", "apiVersion: apps/v1beta1",
        "error: resource mapping not found for name: \"web\" namespace: \"\" from \"set.yaml\": no"
          + " matches for kind \"StatefulSet\" in version \"apps/v1beta1\"\n"
          + "ensure CRDs are installed first"
      ),
      (
        "metadata:\n  name: web\nspec", "metadata: {}\nspec",
        "error: error when retrieving current configuration of:\n"
          + "Resource: \"apps/v1, Resource=statefulsets\", GroupVersionKind: \"apps/v1,"
          + " Kind=StatefulSet\"\nName: \"\", Namespace: \"default\"\n"
          + "from server for: \"set.yaml\": resource name may not be empty"
      ),
      (
        "      app: web\n  template", "      app: \"we b\"\n  template",
        "The StatefulSet \"web\" is invalid: \n* spec.selector.matchLabels: Invalid value: \"we"
          + " b\": a valid label must be an empty string or consist of alphanumeric characters,"
          + " '-', '_' or '.', and must start and end with an alphanumeric character (e.g."
          + " 'MyValue',  or 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')\n* spec.selector: Invalid value:"
          + " v1.LabelSelector{MatchLabels:map[string]string{\"app\":\"we b\"},"
          + " MatchExpressions:[]v1.LabelSelectorRequirement(nil)}"
      ),
    ])
  func manifestsWithMistakes(_ old: String, _ new: String, _ report: String) {
    let console = TestConsole()
    console.write(Manifests.statefulSet(replacing: old, with: new), to: "set.yaml")
    let outcome = console.run("kubectl apply -f set.yaml")
    #expect(outcome.output.hasPrefix(report), "\(outcome.output)")
    #expect(outcome.status == 1)
  }

  @Test("K26, K27, K31: command lines with a mistake")
  func commandLines() {
    let console = TestConsole()
    console.write("hello\n", to: "text.yaml")
    console.write("# nothing here\n", to: "empty.yaml")
    Transcript(
      """
      $ kubectl get statefullsets
      error: the server doesn't have a resource type "statefullsets"
      [1]
      $ kubectl get sts nosuch
      Error from server (NotFound): statefulsets.apps "nosuch" not found
      [1]
      $ kubectl get pods --nosuch
      error: unknown flag: --nosuch
      See 'kubectl get --help' for usage.
      [1]
      $ kubectl gett pods
      error: unknown command "gett" for "kubectl"

      Did you mean this?
      \tset
      \tget
      [1]
      $ kubectl apply -f text.yaml
      error: error validating "text.yaml": error validating data: invalid object to validate; if you choose to ignore these errors, turn validation off with --validate=false
      [1]
      $ kubectl apply -f empty.yaml
      error: no objects passed to apply
      [1]
      $ kubectl apply -f x.yaml
      error: the path "x.yaml" does not exist
      [1]
      $ kubectl apply
      error: must specify one of -f and -k
      [1]
      $ kubectl create foo
      error: Unexpected args: [foo]
      See 'kubectl create -h' for help and examples
      [1]
      $ kubectl describe sts nosuch
      Error from server (NotFound): statefulsets.apps "nosuch" not found
      [1]
      $ kubectl logs nosuch
      error: error from server (NotFound): pods "nosuch" not found in namespace "default"
      [1]
      $ kubectl exec nosuch -- ls
      Error from server (NotFound): pods "nosuch" not found
      [1]
      $ kubectl exec nosuch ls
      error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead
      See 'kubectl exec -h' for help and examples
      [1]
      $ kubectl create deployment 'Bad_Name' --image=nginx
      error: failed to create deployment: Deployment.apps "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
      [1]
      $ kubectl create deployment ok
      error: required flag(s) "image" not set
      [1]
      $ kubectl get pods --field-selector bogus
      Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "", field selector "bogus": invalid selector: 'bogus'; can't understand 'bogus'
      [1]
      $ kubectl get pods -l 'app in'
      Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "app in", field selector "": unable to parse requirement: found '' expected: '('
      [1]
      $ kubectl rollout undo rs/web
      Error from server (NotFound): replicasets.apps "web" not found
      [1]
      $ kubectl scale --replicas=3
      error: You must provide one or more resources by argument or filename.
      Example resource specifications include:
         '-f rsrc.yaml'
         '--filename=rsrc.json'
         '<resource> <name>'
         '<resource>'
      [1]
      $ kubectl --context nosuch get pods
      Error in configuration: context was not found for specified context: nosuch
      [1]
      $ kubectl get
      You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.

      error: Required resource not specified.
      Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
      See 'kubectl get -h' for help and examples
      [1]
      $ kubectl get deploy,rs -w
      error: you may only specify a single resource type
      [1]
      $ kubectl get pods pod/web-0
      error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'
      [1]
      $ kubectl get pod/a/b
      error: arguments in resource/name form may not have more than one slash
      [1]
      $ kubectl get pods web-0 -A
      error: a resource cannot be retrieved by name across all namespaces
      [1]
      $ kubectl get pods web-0 -l app=web
      error: name cannot be provided when a selector is specified
      [1]
      $ kubectl get pods -o nosuch
      error: unable to match a printer suitable for the output format "nosuch", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml
      [1]
      $ kubectl get pods -o custom-columns=NAME
      error: unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>
      [1]
      $ kubectl get pods -o jsonpath='{.spec.nosuch'
      error: error parsing jsonpath {.spec.nosuch, unclosed action
      [1]
      """
    ).check(on: console)
  }

  @Test(
    "What is not supported is refused by its name",
    arguments: [
      ("kubectl proxy --port=8001", "'kubectl proxy' is refused here"),
      ("kubectl completion bash", "'kubectl completion' is refused here"),
      ("kubectl apply -k .", "the flag --kustomize of 'kubectl apply'"),
      ("kubectl autoscale sts web --min=1", "'kubectl autoscale' is refused here"),
      ("kubectl set selector svc x app=y", "'kubectl set selector' is refused here"),
      ("kubectl apply --prune -f x.yaml", "the flag --prune of 'kubectl apply'"),
      ("kubectl get pods -o go-template='{{template \"x\"}}'", "{{template}} is not supported"),
      ("kubectl apply -f https://k8s.io/x.yaml", "unable to read URL"),
    ])
  func refusals(_ command: String, _ part: String) {
    let outcome = TestConsole(runsCluster: false).run(command)
    #expect(outcome.output.contains(part), "\(outcome.output)")
    #expect(outcome.status == 1)
  }

  @Test("Several documents: the good ones are applied, the errors come at the end")
  func goodDocumentsAreApplied() {
    let console = TestConsole()
    let service = Manifests.web.split(separator: "---\n")[0]
    let bad = Manifests.statefulSet(replacing: "  replicas: 3", with: "  replicas: -2")
    console.write("\(service)---\n\(bad)", to: "two.yaml")
    Transcript(
      """
      $ kubectl apply -f two.yaml
      service/web created
      The StatefulSet "web" is invalid: spec.replicas: Invalid value: -2: must be greater than or equal to 0
      [1]
      """
    ).check(on: console)
  }

  @Test("K28: a kind that the server does not know has no mapping")
  func unknownKind() {
    let console = TestConsole(runsCluster: false)
    console.write("apiVersion: apps/v1\nkind: Sandwich\nmetadata:\n  name: x\n", to: "x.yaml")
    let outcome = console.run("kubectl apply -f x.yaml")
    #expect(outcome.status == 1)
    #expect(
      outcome.output
        == "error: resource mapping not found for name: \"x\" namespace: \"\" from \"x.yaml\": no"
        + " matches for kind \"Sandwich\" in version \"apps/v1\"\nensure CRDs are installed first\n"
    )
    #expect(
      console.run("kubectl get sandwiches").output
        == "error: the server doesn't have a resource type \"sandwiches\"\n")
  }

  @Test("A manifest on the standard input, a folder, a list")
  func sourcesOfManifests() {
    let console = TestConsole()
    console.run("mkdir -p all")
    console.write(Manifests.lonely, to: "all/b.yaml")
    console.write(
      "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":"
        + "\"ConfigMap\",\"metadata\":{\"name\":\"one\"}}]}", to: "all/a.json")
    console.write("not a manifest", to: "all/notes.txt")
    Transcript(
      """
      $ kubectl apply -f all
      configmap/one created
      pod/lonely created
      $ kubectl apply -f - < all/b.yaml
      pod/lonely unchanged
      $ kubectl apply -f - <<< '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"two"}}'
      configmap/two created
      $ kubectl get cm one two -o name
      configmap/one
      configmap/two
      """
    ).check(on: console)
  }
}
