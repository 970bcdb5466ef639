extension DifferentialScripts {
  /// What small tools keep and count.
  static let tools = split(
    #"""
    echo > f; chmod 600 f; ls -l f | cut -c1-10; chmod u+x,g=r f; ls -l f | cut -c1-10; chmod +x f; ls -l f | cut -c1-10; chmod a=,u=rw f; ls -l f | cut -c1-10; chmod o+X f; ls -l f | cut -c1-10; chmod 4755 f; ls -l f | cut -c1-10; chmod g=u f; ls -l f | cut -c1-10
    ----
    echo > f; for m in u+s a=rwxt -w +w =r o=u g+X u=rwX,go= a-x,u+X u+rw-x -x+r 7 1777; do chmod 751 f; chmod $m f; ls -l f | cut -c1-10; done; chmod 8 f; echo $?; chmod +q f; echo $?
    ----
    mkdir -p d/sub; echo > d/f; chmod -R 700 d; ls -ld d d/f d/sub | cut -c1-10; chmod -v 700 d; chmod -v u-x d/f; chmod -c 700 d/f; chmod -c 700 d/f; chmod 7777 d; ls -ld d | cut -c1-10; chmod 700 d; ls -ld d | cut -c1-10; chmod 640 -v nosuch; echo $?
    ----
    mkdir -m 700 a; mkdir -p -m u=rwx,g=rx,o= a/b/c; ls -ld a a/b a/b/c | cut -c1-10
    ----
    echo > a; chmod 640 a; cp a b; echo > c; cp a c; chmod 666 a; cp a d; cp -p a e; mv e g; echo x > b; sed -i s/x/y/ b; ls -l a b c d g | cut -c1-10; [ -x a ] || echo no; chmod o+x a; [ -x a ] && echo yes
    ----
    umask; umask -S; umask -p; umask 022; umask u=rwx,g=rx,o=rx; echo $?
    ----
    printf 'a\nb\na\n' > f; sed '0,/a/s/a/x/' f; sed '1,/a/s/a/x/' f; printf 'b\na\na\n' | sed '0,/a/{s/a/x/;s/b/y/}'; sed -n '0~2p' f; sed 0p f; echo $?; sed 0,2p f; echo $?
    ----
    echo 1 > f; printf '2\n3' > g; echo 4 > h; sed -s '1s/^/x/;$s/$/e/' f g h; sed -n '$=' f g; sed -sn '$=' f g; sed --separate -n 1p f g; sed -s p nosuch f; echo $?
    ----
    echo 1 > f; sed -i.bak s/1/9/ f; cat f f.bak; sed --in-place=.old s/9/8/ f; cat f f.old; sed -i'b_*' s/8/7/ f; cat b_f; sed -i -e s/7/6/ f; cat f; ls
    ----
    grep --color=never 1 <<< 1; grep --colour=auto 1 <<< 1; grep --color 1 <<< 1 | cat; ls --color=never /dev/null
    ----
    TZ=UTC; printf '%(%Y)T %s\n' 0 x; printf '[%10(%Y-%m-%d)T]\n' 86400; printf '%(%F)T|' 86400 172800; printf '%()T\n' 3661; printf '%(%Y)T\n' abc; echo $?
    ----
    f() { g; echo $FUNCNAME; }; g() { echo "<$FUNCNAME>"; (echo $FUNCNAME); x=$(echo ${FUNCNAME}); echo $x; }; f; echo "${FUNCNAME-unset}"
    ----
    echo ~root ~root/x a~root "~root" ~nosuchuser ~root:y; x=~root; echo $x; cd /tmp; cd /; echo ~+ ~-/z; case /root in ~root) echo case;; esac
    ----
    printf 'a;b;c\n' | awk 'BEGIN{RS=";"}{print NR":"$0}'; printf 'a b\nc\n\n\nd\n' | awk 'BEGIN{RS=""}{print NR":"$0":"$1":"NF}'; printf 'a12b3c\n' | awk -v RS='[0-9]+' '{print NR":"$0}'; printf 'x\ny' | awk 'BEGIN{RS="x"}{print "[" $0 "]"}'; printf 'a b' | awk '{print}' RS=' '
    ----
    printf 'a;b' > f; printf 'c;d' > g; awk -v RS=';' '{print FILENAME, FNR, NR, $0}' f g; awk -v RS=';' '{print} END {print NR}' f g; echo $?; awk -v RS=';' '{print; exit 3}' f; echo $?
    ----
    awk 'BEGIN{print ENVIRON["HOME"], ARGC, ARGV[0], ARGV[1]; for(i=0;i<ARGC;i++)print ARGV[i]}' x y=1; x=5 awk 'BEGIN{print ENVIRON["x"] + 1}'
    ----
    printf 'a\nb\n' > f; awk 'NR==FNR{a[$1];next} $1 in a{print FNR, FILENAME}' f f; awk '{print}' ORS=' ' f; awk '{print x}' x=1 f x=2 f; awk 'END{print x}' x=4 f x=5; echo hi | awk '{print x, $0}' x=3; echo hi | awk '{print x}' x=3 -; awk 'BEGIN{print x "."}' x=3; awk 'BEGIN{print NR, FNR; NR=5}{print NR, FNR}' f
    ----
    printf 'ab cd\n\nx\n' > f; sed 's/$/;/' f; sed -E 's/$/;/g' f; sed 's/\>/>/' f; sed 's/\<c/C/;s/\bx/X/' f; grep -c '$' f; grep -n '\<cd' f; grep -c '\bc' f; grep '^c' f; echo $?; echo aab | sed 's/^a/x/g'; echo abc | awk '{sub(/$/,"!"); print}'
    """#)
}
