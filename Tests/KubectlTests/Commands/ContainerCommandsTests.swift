import KubernetesAPI
import Simulation
import Testing

@Suite("exec, logs and run")
struct ContainerCommandsTests {
  private func console() -> TestConsole {
    let console = TestConsole()
    console.write(
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: two
      spec:
        initContainers:
        - name: prepare
          image: busybox:1.36
          command: ["sh", "-c", "echo preparing"]
        containers:
        - name: main
          image: busybox:1.36
          command: ["sh", "-c", "echo one; echo two; echo three; while true; do sleep 5; echo tick; done"]
        - name: side
          image: nginx:1.25
      """, to: "two.yaml")
    console.run("kubectl apply -f two.yaml")
    console.run("kubectl wait --for=condition=Ready pod/two --timeout=60s")
    return console
  }

  @Test("K25: exec, its default container and its status")
  func executeInContainers() {
    Transcript(
      """
      $ kubectl exec two -- echo hello
      Defaulted container "main" out of: main, side, prepare (init)
      hello
      $ kubectl exec two -c main -- sh -c 'echo out; echo err >&2; exit 3'
      out
      err
      command terminated with exit code 3
      [3]
      $ kubectl exec two -c nosuch -- ls
      error: container nosuch is not valid for pod two out of: main, side, prepare (init)
      [1]
      $ kubectl exec pod/two -c main -- hostname
      two
      $ kubectl exec two
      error: you must specify at least one command for the container
      [1]
      $ kubectl exec
      error: pod, type/name or --filename must be specified
      [1]
      $ kubectl exec two -c prepare -- ls
      error: unable to upgrade connection: container not found ("prepare")
      [1]
      """
    ).check(on: console())
  }

  @Test func theRightMessageForAMissingProgram() {
    let outcome = console().run("kubectl exec two -c main -- nosuch")
    #expect(outcome.output.hasPrefix("error: Internal error occurred: error executing command"))
    #expect(
      outcome.output.hasSuffix(
        "exec: \"nosuch\": executable file not found in $PATH: unknown\n"))
    #expect(outcome.status == 1)
  }

  @Test func logsOfContainers() {
    let console = console()
    Transcript(
      """
      $ kubectl logs two -c prepare
      preparing
      $ kubectl logs two --tail=0
      Defaulted container "main" out of: main, side, prepare (init)
      $ kubectl logs two -c nosuch
      error: container nosuch is not valid for pod two
      [1]
      $ kubectl logs two -c prepare --prefix
      [pod/two/prepare] preparing
      $ kubectl logs two -c main -p
      Error from server (BadRequest): previous terminated container "main" in pod "two" not found
      [1]
      """
    ).check(on: console)
    let all = console.run("kubectl logs two -c main").output
    #expect(all.hasPrefix("one\ntwo\nthree\n"))
    #expect(
      console.run("kubectl logs two -c main --tail=1").output.split(separator: "\n").count == 1)
    let stamped = console.run("kubectl logs two -c prepare --timestamps").output
    #expect(stamped.hasPrefix("2026-03-02T09:00:"))
    #expect(stamped.hasSuffix("Z preparing\n"))
  }

  @Test func followingPrintsWhatComesAndEndsWithTheContainer() {
    let console = console()
    let outcome = console.run("timeout 11 kubectl logs -f two -c main --tail=0")
    #expect(outcome.status == 124)
    #expect(outcome.output == "tick\ntick\n" || outcome.output == "tick\ntick\ntick\n")
    console.start("kubectl logs -f two -c side --tail=0")
    console.pass(.seconds(1))
    console.cluster.node(named: nodeName(console))?.host.crash()
    console.pass(.seconds(1))
    console.interrupt()
    console.pass(.seconds(1))
    #expect(console.run("echo $?").output == "130\n")
  }

  private func nodeName(_ console: TestConsole) -> String {
    console.cluster.server.list(Pod.self).first?.spec.nodeName ?? ""
  }

  @Test("kubectl run -i --rm shows the output, ends with the pod, and deletes it")
  func runAndAttach() {
    let console = TestConsole()
    let outcome = console.run(
      "kubectl run -i --rm hello --image=busybox:1.36 --restart=Never -- sh -c 'echo hi; sleep 2; echo bye'"
    )
    #expect(
      outcome.output
        == "If you don't see a command prompt, try pressing enter.\nhi\nbye\n"
        + "pod \"hello\" deleted\n")
    #expect(outcome.status == 0)
    let failing = console.run(
      "kubectl run -i --rm bad --image=busybox:1.36 --restart=Never --command -- sh -c 'exit 4'")
    #expect(failing.output.contains("pod default/bad terminated (Error)\n"))
    #expect(failing.status == 4)
    #expect(console.run("kubectl run x --image=busybox --rm").status == 1)
  }
}
