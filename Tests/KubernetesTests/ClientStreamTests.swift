import Testing

@Suite("kubectl joined to what runs in pods")
struct ClientStreamTests {
  private func fixture() throws -> ConsoleFixture {
    let fixture = ConsoleFixture()
    try fixture.apply(
      ConsoleFixture.statefulSet("web", replicas: 1, storageClass: "standard"))
    fixture.run("kubectl rollout status sts/web")
    fixture.run("kubectl exec web-0 -- sh -c 'hostname > /usr/share/nginx/html/index.html'")
    return fixture
  }

  @Test("run -i gives its standard input to the pod, shows what it prints, and --rm deletes it")
  func shellInAPod() throws {
    let fixture = try fixture()
    let output = fixture.run(
      "kubectl run -i client --image=busybox:1.36 --restart=Never --rm <<END\nhostname\n"
        + "wget -qO- http://web-0.web/\nEND")
    #expect(
      output == "If you don't see a command prompt, try pressing enter.\nclient\nweb-0\n"
        + "pod \"client\" deleted\n")
    #expect(fixture.run("kubectl get pod client").hasSuffix("pods \"client\" not found\n[1]"))
  }

  @Test("run -i of a command that ends at once shows its output alone")
  func commandInAPod() throws {
    let output = try fixture().run(
      "kubectl run -i client --image=busybox:1.36 --restart=Never --rm -- echo hello")
    #expect(output == "hello\npod \"client\" deleted\n")
  }

  @Test("attach shows what is printed from now on")
  func attach() throws {
    let fixture = try fixture()
    fixture.run(
      "kubectl run loop --image=busybox:1.36 -- sh -c 'while sleep 2; do echo tick; done'")
    fixture.run("kubectl wait --for=condition=Ready pod/loop; sleep 6")
    let attached = fixture.run("timeout 5 kubectl attach loop | uniq -c | tr -s ' '")
    #expect(
      attached == "If you don't see a command prompt, try pressing enter.\n 2 tick\n"
        || attached == "If you don't see a command prompt, try pressing enter.\n 3 tick\n")
    #expect(
      fixture.run("kubectl attach") == "error: at least 1 argument is required for attach\n[1]")
  }

  @Test("port-forward in the background leads from the laptop into a pod")
  func portForward() throws {
    let fixture = try fixture()
    fixture.run("kubectl port-forward pod/web-0 8080:80 &")
    #expect(
      fixture.run("curl -s localhost:8080")
        == "Forwarding from 127.0.0.1:8080 -> 80\nForwarding from [::1]:8080 -> 80\n"
        + "Handling connection for 8080\nweb-0\n")
    #expect(
      fixture.run("kubectl port-forward svc/web 8080:http").hasSuffix(
        "error: unable to listen on any of the requested ports: [{8080 80}]\n[1]"))
    #expect(
      fixture.run("kill $!; sleep 1; curl -s localhost:8080; echo $?").hasSuffix("7\n"))
    #expect(
      fixture.run("kubectl port-forward svc/web 99")
        == "error: Service web does not have a service port 99\n[1]")
  }

  @Test("A port that nobody listens on loses the forwarding")
  func closedPort() throws {
    let fixture = try fixture()
    let output = fixture.run(
      "kubectl port-forward web-0 8081:99 & sleep 1; curl -s localhost:8081; wait $!")
    #expect(output.contains("an error occurred forwarding 8081 -> 99: error forwarding port 99"))
    #expect(output.hasSuffix("error: lost connection to pod\n[1]"))
  }

  @Test("cp copies files and directories in both directions")
  func copy() throws {
    let fixture = try fixture()
    fixture.run("mkdir d; echo hello > d/f")
    #expect(fixture.run("kubectl cp d web-0:/tmp") == "")
    #expect(fixture.run("kubectl exec web-0 -- cat /tmp/d/f") == "hello\n")
    #expect(
      fixture.run("kubectl cp default/web-0:/tmp/d e && cat e/f")
        == "tar: Removing leading `/' from member names\nhello\n")
    #expect(
      fixture.run("kubectl cp web-0:/nosuch x").hasPrefix("tar: /nosuch: Cannot stat: No such"))
    #expect(
      fixture.run("kubectl cp nosuch web-0:/tmp")
        == "error: nosuch doesn't exist in local filesystem\n[1]")
    #expect(
      fixture.run("kubectl cp a b")
        == "error: one of src or dest must be a remote file specification\n[1]")
  }
}
