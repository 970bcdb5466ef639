import Testing

@Suite("kubectl apply --server-side")
struct ServerSideApplyTests {
  private func console() -> TestConsole {
    let console = TestConsole(runsCluster: false)
    console.write(Manifests.shop, to: "shop.yaml")
    return console
  }

  private func managers(_ console: TestConsole) -> [Substring] {
    console.run(
      "kubectl get deploy shop -o jsonpath='{range .metadata.managedFields[*]}{.manager}"
        + " {.operation} {.subresource}{\"\\n\"}{end}'"
    ).output.split(separator: "\n")
  }

  @Test("K18: what is applied on the server is its applier's, and can be applied again")
  func appliedAgain() {
    let console = console()
    Transcript(
      """
      $ kubectl apply --server-side -f shop.yaml
      deployment.apps/shop serverside-applied
      $ kubectl apply --server-side -f shop.yaml
      deployment.apps/shop serverside-applied
      $ kubectl apply --server-side --dry-run=server -f shop.yaml
      deployment.apps/shop serverside-applied (server dry run)
      $ kubectl apply --server-side --dry-run=client -f shop.yaml
      error: --dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)
      [1]
      $ kubectl apply --force-conflicts -f shop.yaml
      error: --force-conflicts only works with --server-side
      [1]
      """
    ).check(on: console)
    #expect(managers(console) == ["kubectl Apply "])
  }

  @Test("K29: fields of others are not taken without force")
  func conflicts() {
    let console = console()
    console.run("kubectl apply --server-side -f shop.yaml")
    console.run("kubectl scale deploy shop --replicas=5")
    #expect(managers(console) == ["kubectl Apply ", "kubectl Update scale"])
    Transcript(
      """
      $ kubectl apply --server-side -f shop.yaml
      error: Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas
      Please review the fields above--they currently have other managers. Here
      are the ways you can resolve this warning:
      * If you intend to manage all of these fields, please re-run the apply
        command with the `--force-conflicts` flag.
      * If you do not intend to manage all of the fields, please edit your
        manifest to remove references to the fields that should keep their
        current managers.
      * You may co-own fields by updating your manifest to match the existing
        value; in this case, you'll become the manager if the other manager(s)
        stop managing the field (remove it from their configuration).
      See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
      [1]
      $ kubectl get deploy shop -o jsonpath='{.spec.replicas}'
      5
      $ kubectl apply --server-side --force-conflicts -f shop.yaml
      deployment.apps/shop serverside-applied
      $ kubectl get deploy shop -o jsonpath='{.spec.replicas}'
      2
      """
    ).check(on: console)
    #expect(managers(console) == ["kubectl Apply "])
  }

  @Test("K18: what is no longer applied goes; what others added stays")
  func whatIsNoLongerAppliedGoes() {
    let console = console()
    console.write(
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  a: \"1\"\n  b: \"2\"\n",
      to: "two.yaml")
    console.write(
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  a: \"1\"\n",
      to: "one.yaml")
    Transcript(
      """
      $ kubectl apply --server-side -f two.yaml
      configmap/c serverside-applied
      $ kubectl patch cm c -p '{"data":{"z":"26"}}'
      configmap/c patched
      $ kubectl apply --server-side -f one.yaml
      configmap/c serverside-applied
      $ kubectl get cm c -o jsonpath='{.data}'
      {"a":"1","z":"26"}
      """
    ).check(on: console)
  }

  @Test("K18: one's own client-side fields become server-side ones")
  func takingOver() {
    let console = console()
    console.run("kubectl apply -f shop.yaml")
    #expect(managers(console) == ["kubectl-client-side-apply Update "])
    console.run("kubectl apply --server-side -f shop.yaml")
    #expect(managers(console) == ["kubectl Apply ", "kubectl-last-applied Apply "])
    console.run("sed -i 's/nginx:1.25/nginx:1.26/' shop.yaml")
    Transcript(
      """
      $ kubectl apply --server-side -f shop.yaml
      deployment.apps/shop serverside-applied
      $ kubectl get deploy shop -o jsonpath='{.spec.template.spec.containers[*].image}'
      nginx:1.26
      """
    ).check(on: console)
  }
}
