import Testing

@Suite("Jobs")
struct JobTests {
  @Test("A Job runs its pod to the end, and says so in tables, waits, logs and events")
  func oneJob() {
    let fixture = ConsoleFixture()
    #expect(
      fixture.run("kubectl create job hello --image=busybox:1.36 -- echo hi")
        == "job.batch/hello created\n")
    #expect(
      fixture.run("kubectl wait --for=condition=complete job/hello")
        == "job.batch/hello condition met\n")
    #expect(
      fixture.run("kubectl get jobs | tr -s ' ' | cut -d' ' -f1-4")
        == "NAME STATUS COMPLETIONS DURATION\nhello Complete 1/1 2s\n")
    #expect(fixture.run("kubectl logs job/hello") == "hi\n")
    #expect(
      fixture.run("kubectl get pods -l job-name=hello --no-headers | tr -s ' ' | cut -d' ' -f2,3")
        == "0/1 Completed\n")
    let description = fixture.run("kubectl describe job hello")
    #expect(description.contains("Pods Statuses:    0 Active (0 Ready) / 1 Succeeded / 0 Failed\n"))
    #expect(description.contains("Normal  Completed         "))
    #expect(fixture.run("kubectl delete job hello") == "job.batch \"hello\" deleted\n")
    fixture.run("sleep 5")
    #expect(
      fixture.run("kubectl get jobs,pods") == "No resources found in default namespace.\n")
  }

  private func manifest(_ spec: String, _ script: String, policy: String = "Never") -> String {
    """
    apiVersion: batch/v1
    kind: Job
    metadata: { name: work }
    spec:
      \(spec)
      template:
        spec:
          restartPolicy: \(policy)
          containers:
          - { name: c, image: "busybox:1.36", command: [ sh, -c, "\(script)" ] }
    """
  }

  @Test("completions and parallelism: never more pods at once, none too many in all")
  func severalPods() throws {
    let fixture = ConsoleFixture()
    try fixture.apply(manifest("completions: 5\n  parallelism: 2", "sleep 5"))
    var most = 0
    for _ in 0..<15 {
      let running = fixture.run(
        "kubectl get pods -l job-name=work --no-headers | grep -c -v Completed")
      most = max(most, Int(running.prefix { $0.isNumber }) ?? 0)
    }
    #expect(most == 2)
    fixture.run("kubectl wait --for=condition=complete job/work --timeout=60s")
    #expect(
      fixture.run("kubectl get pods -l job-name=work --no-headers | grep -c Completed") == "5\n")
    #expect(fixture.run("kubectl get job work --no-headers").contains("Complete   5/5"))
  }

  @Test(
    "backoffLimit: failed pods are followed by others after 10 s, 20 s, …, until it is too much")
  func backOff() throws {
    let fixture = ConsoleFixture()
    try fixture.apply(manifest("backoffLimit: 2", "exit 3"))
    fixture.run("sleep 3")
    #expect(fixture.run("sim why job/work").hasPrefix("work waits: 1 of its pods failed; the next"))
    #expect(
      fixture.run("kubectl wait --for=condition=failed job/work --timeout=120s")
        == "job.batch/work condition met\n")
    #expect(
      fixture.run("kubectl get pods -l job-name=work --no-headers | grep -c Error") == "3\n")
    let duration = fixture.run("kubectl get job work --no-headers | tr -s ' ' | cut -d' ' -f4")
    #expect(["33s\n", "34s\n", "35s\n"].contains(duration), "\(duration)")
    #expect(
      fixture.run("kubectl get events --field-selector reason=BackoffLimitExceeded").hasSuffix(
        "Job has reached the specified backoff limit\n"))
    #expect(fixture.run("sim why job/work").hasPrefix("work is Failed: Job has reached"))
  }

  @Test("OnFailure starts the container again in the same pod, and its restarts count")
  func restarts() throws {
    let fixture = ConsoleFixture()
    try fixture.apply(manifest("backoffLimit: 2", "exit 3", policy: "OnFailure"))
    fixture.run("kubectl wait --for=condition=failed job/work --timeout=120s")
    #expect(fixture.run("kubectl get job work --no-headers").contains("Failed"))
    #expect(fixture.run("kubectl get pods -l job-name=work").hasPrefix("No resources found"))
  }

  @Test("activeDeadlineSeconds ends a Job that runs too long; ttlSecondsAfterFinished removes it")
  func deadlines() throws {
    let fixture = ConsoleFixture()
    try fixture.apply(
      manifest("activeDeadlineSeconds: 10\n  ttlSecondsAfterFinished: 20", "sleep 1000"))
    fixture.run("kubectl wait --for=condition=failed job/work --timeout=120s")
    #expect(
      fixture.run("kubectl get job work -o jsonpath='{.status.conditions[-1:].reason}'")
        == "DeadlineExceeded")
    #expect(
      fixture.run("kubectl wait --for=delete job/work --timeout=60s")
        == "job.batch/work condition met\n")
    fixture.run("sleep 40")
    #expect(fixture.run("kubectl get jobs,pods").hasPrefix("No resources found"))
  }

  @Test("N15: a pod of a Job that exceeds its own deadline is replaced, up to the back-off limit")
  func deadlinesOfPods() throws {
    let fixture = ConsoleFixture()
    let text = manifest("backoffLimit: 1", "sleep 1000")
    try fixture.apply(
      text.replacing(
        "restartPolicy: Never",
        with: "restartPolicy: Never\n      activeDeadlineSeconds: 5\n"
          + "      terminationGracePeriodSeconds: 1"))
    fixture.run("kubectl wait --for=condition=failed job/work --timeout=120s")
    #expect(
      fixture.run("kubectl get job work -o jsonpath='{.status.conditions[-1:].reason}'")
        == "BackoffLimitExceeded")
    #expect(
      fixture.run(
        "kubectl get pods -l job-name=work -o jsonpath='{.items[*].status.reason}'")
        == "DeadlineExceeded DeadlineExceeded")
    let description = fixture.run("kubectl describe pods -l job-name=work")
    #expect(description.contains("Status:           Failed\nReason:           DeadlineExceeded\n"))
    #expect(
      description.contains("Normal  DeadlineExceeded  ")
        && description.contains("Pod was active on the node longer than the specified deadline"))
  }

  @Test("What is wrong with a Job, or not simulated, is refused with its path")
  func refusals() throws {
    let fixture = ConsoleFixture()
    try fixture.session.write(
      manifest("backoffLimit: 2", "true", policy: "Always"), toFile: "j.yaml")
    #expect(
      fixture.run("kubectl apply -f j.yaml")
        == "The Job \"work\" is invalid: spec.template.spec.restartPolicy: Required value: valid"
        + " values: \"OnFailure\", \"Never\"\n[1]")
    try fixture.session.write(
      manifest("completionMode: Indexed", "true"), toFile: "j.yaml")
    #expect(
      fixture.run("kubectl apply -f j.yaml")
        == "The Job \"work\" is invalid: spec.completionMode: Forbidden: Indexed is not"
        + " simulated\n[1]")
    try fixture.apply(manifest("completions: 3\n  parallelism: 2", "sleep 1000"))
    #expect(
      fixture.run("kubectl patch job work --type=merge -p '{\"spec\":{\"completions\":null}}'")
        == "The Job \"work\" is invalid: spec.completions: Invalid value: \"null\": field is"
        + " immutable\n[1]")
  }

  @Test("Generators make what the real ones make")
  func generators() {
    let fixture = ConsoleFixture()
    #expect(
      fixture.run("kubectl create job hello --image=busybox:1.36 --dry-run=client -o yaml -- echo")
        == """
        apiVersion: batch/v1
        kind: Job
        metadata:
          creationTimestamp: null
          name: hello
        spec:
          template:
            metadata:
              creationTimestamp: null
            spec:
              containers:
              - command:
                - echo
                image: busybox:1.36
                name: hello
                resources: {}
              restartPolicy: Never
        status: {}

        """)
    #expect(
      fixture.run("kubectl create job hello")
        == "error: either --image or --from must be specified\n[1]")
    #expect(
      fixture.run("kubectl create pdb web --selector=app=web --min-available=1")
        == "poddisruptionbudget.policy/web created\n")
    #expect(fixture.run("kubectl create sa x") == "serviceaccount/x created\n")
    #expect(
      fixture.run("kubectl create service externalname db --external-name=db.example.com")
        == "service/db created\n")
    fixture.run("printf '# remark\\nA=1\\nB=two words\\n' > env")
    fixture.run("kubectl create configmap c --from-env-file=env")
    #expect(
      fixture.run("kubectl get cm c -o jsonpath='{.data}'") == "{\"A\":\"1\",\"B\":\"two words\"}")
  }
}
