import Testing

@Suite("Editing and comparing before writing")
struct EditingTests {
  private func console() -> TestConsole {
    let console = TestConsole(runsCluster: false)
    console.write(Manifests.web, to: "web.yaml")
    console.run("kubectl apply -f web.yaml")
    return console
  }

  @Test("K18: edit lets a command change the object, and sends what it changed")
  func edit() {
    Transcript(
      """
      $ KUBE_EDITOR="sed -i s/nginx:1.25/nginx:1.27/" kubectl edit sts web
      statefulset.apps/web edited
      $ kubectl get sts web -o jsonpath='{.spec.template.spec.containers[0].image}'
      nginx:1.27
      $ KUBE_EDITOR=true kubectl edit sts web
      Edit cancelled, no changes made.
      $ EDITOR="sed -i d" kubectl edit sts web
      Edit cancelled, saved file was empty.
      $ KUBE_EDITOR=false kubectl edit sts web
      error: there was a problem with the editor "false"
      [1]
      $ KUBE_EDITOR=nosuch kubectl edit sts web
      error: unable to launch the editor "nosuch"
      [1]
      $ kubectl edit sts nosuch
      Error from server (NotFound): statefulsets.apps "nosuch" not found
      [1]
      $ KUBE_EDITOR="sed -i 's/replicas: 3/replicas: 4/'" kubectl edit sts/web svc/web
      statefulset.apps/web edited
      service/web skipped
      $ ls /tmp
      """
    ).check(on: console())
  }

  @Test("What the server refuses stays in a file, whose top says why")
  func refusedEdit() {
    let console = console()
    console.write(
      "grep '^#' $1 >> remarks; sed -i 's/serviceName:.*/serviceName: other/' $1\n", to: "change")
    let outcome = console.run("KUBE_EDITOR='sh change' kubectl edit sts web")
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.status == 1)
    #expect(lines[0] == "error: statefulsets.apps \"web\" is invalid")
    #expect(lines[1].hasPrefix("A copy of your changes has been stored to \"/tmp/kubectl-edit-"))
    #expect(lines[2] == "error: Edit cancelled, no valid changes were saved.")
    let remarks = console.run("cat remarks").output
    #expect(remarks.contains("# statefulsets.apps \"web\" was not valid:\n# * spec: Forbidden: up"))
    #expect(console.run("cat /tmp/kubectl-edit-* | grep -c 'serviceName: other'").output == "1\n")
  }

  @Test("diff shows what apply would change, and changes nothing")
  func diff() {
    let console = console()
    console.run("sed -i 's/nginx:1.25/nginx:1.27/' web.yaml")
    let outcome = console.run("kubectl diff -f web.yaml")
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.status == 1)
    #expect(lines[0].hasPrefix("diff -u -N /tmp/LIVE-"))
    #expect(lines[0].hasSuffix("/apps.v1.StatefulSet.default.web"))
    #expect(lines.contains("-      - image: nginx:1.25"))
    #expect(lines.contains("+      - image: nginx:1.27"))
    #expect(lines.contains("-  generation: 1"))
    #expect(lines.contains("+  generation: 2"))
    let image = "kubectl get sts web -o jsonpath='{.spec.template.spec.containers[0].image}'"
    #expect(console.run(image).output == "nginx:1.25")
    console.run("kubectl apply -f web.yaml")
    #expect(console.run("kubectl diff -f web.yaml") == TestConsole.Outcome(output: "", status: 0))
    #expect(console.run("ls /tmp").output.isEmpty)
  }

  @Test("diff hides what is in Secrets, but not that it differs")
  func secrets() {
    let console = console()
    console.run(
      "kubectl create secret generic s --from-literal=a=1 --from-literal=b=2 -o yaml"
        + " --dry-run=client | kubectl apply -f -")
    console.run(
      "kubectl create secret generic s --from-literal=a=1 --from-literal=b=3 -o yaml"
        + " --dry-run=client > s.yaml")
    let output = console.run("kubectl diff -f s.yaml").output
    #expect(output.contains("-  b: '*** (before)'\n+  b: '*** (after)'\n"))
    #expect(output.contains("   a: '***'\n"))
    #expect(!output.contains("Mg=="))
  }

  @Test("top says that there are no metrics, can-i that the administrator may, whoami who that is")
  func information() {
    Transcript(
      """
      $ kubectl top pods
      error: Metrics API not available
      [1]
      $ kubectl top node node-1
      error: Metrics API not available
      [1]
      $ kubectl auth can-i create pods
      yes
      $ kubectl auth can-i foo pods
      Warning: verb 'foo' is not a known verb

      yes
      $ kubectl auth can-i create
      error: you must specify two arguments: verb resource or verb resource/resourceName.
      See 'kubectl auth can-i -h' for help and examples.
      [1]
      $ kubectl auth whoami
      ATTRIBUTE   VALUE
      Username    kubernetes-admin
      Groups      [kubeadm:cluster-admins system:authenticated]
      """
    ).check(on: TestConsole(runsCluster: false))
  }

  @Test("K14: templates and columns come from files, too")
  func files() {
    Transcript(
      """
      $ echo '{{.metadata.name}}' > t; echo '{.metadata.name}' > j; printf 'A B\\n.kind .metadata.name\\n' > c
      $ kubectl get svc web -o go-template-file=t
      web
      $ kubectl get svc web --template '{{.kind}}'
      Service
      $ kubectl get svc web -o jsonpath-file=j
      web
      $ kubectl get svc web -o custom-columns-file=c
      A         B
      Service   web
      $ kubectl get svc -o jsonpath-as-json='{.items[*].metadata.name}'
      [
          "web"
      ]
      $ kubectl get svc web -o go-template-file=nosuch
      error: error reading --template nosuch, open nosuch: no such file or directory
      [1]
      $ kubectl get svc web -o custom-columns-file=t
      error: invalid template, missing spec line. Expected format is one line of space separated headers, one line of space separated column specs.
      [1]
      $ kubectl get svc web -o go-template
      error: template format specified but no template given
      [1]
      $ kubectl get svc web -o go-template='{{.x'
      error: error parsing template {{.x, template: output:1: unclosed action
      [1]
      $ kubectl get svc web -o go-template='{{.kind.x}}' > /dev/null
      error: error executing template "{{.kind.x}}": template: output:1:7: executing "output" at <.kind.x>: can't evaluate field x in type interface {}
      [1]
      $ kubectl get svc web -o jsonpath='{.x}' --allow-missing-template-keys=false 2>&1 | head -1
      error: error executing jsonpath "{.x}": Error executing template: x is not found. Printing more information for debugging the template:
      """
    ).check(on: console())
  }
}
