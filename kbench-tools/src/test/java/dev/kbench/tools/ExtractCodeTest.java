package dev.kbench.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractCodeTest {
    private static String extract(String text) {
        return PythonTools.extractCode(text);
    }

    @Test
    void takesTheFirstBlockOfPython() {
        assertThat(
                        extract(
                                """
                                Here it is:

                                ```python

                                def f():
                                    return 1

                                print(f())

                                ```
                                and another:
                                ```python
                                print(2)
                                ```
                                """))
                .isEqualTo("def f():\n    return 1\n\nprint(f())");
    }

    @Test
    void takesAllBlocksWhereAsked() {
        String answer = "```python\na = 1\n```\ntext\n```bash\nls\n```\n~~~py\nprint(a)\n~~~\n";
        assertThat(PythonTools.extractCode(answer, with -> with.allBlocks(true)))
                .isEqualTo("a = 1\n\nprint(a)");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                PythonTools.extractCode(
                                        answer, with -> with.allBlocks(true).allBlocks(false)))
                .withMessage("allBlocks was already set to true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Code:```python\na = 1\n```",
                "Here it is: ```py \na = 1\n```\nand ```python",
                "* ```python\n  a = 1\n  ```",
                "1. ```Python\n   a = 1\n   ```\n",
                "\ufeff```python\na = 1\n```",
                "```\nb = 2\n```\nIn Python: ```python\na = 1\n```"
            })
    void aBlockMayOpenAfterOtherWords(String answer) {
        assertThat(extract(answer)).isEqualTo("a = 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# goes into ```python\na = 1",
                "Say `` ```python ``",
                "a = 1  # ` and ```python\n```"
            })
    void whatOnlyLooksLikeABlockAfterOtherWordsIsNone(String code) {
        assertThat(extract(code)).doesNotStartWith("a = 1\n").isIn(code, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```python",
                "```Python",
                "```PYTHON",
                "```py",
                "```python3",
                "```py3",
                "``` python",
                "````python",
                "~~~python",
                "~~~~ python",
                "```python title=\"main.py\"",
                "```{.python .numberLines}",
                "```{python}",
                "```python:main.py",
                "```python3.11",
                "```ipython",
                "   ```python",
                "```",
                "~~~",
                "```markdown\n```python"
            })
    void knowsFencesOfEveryKind(String opening) {
        String closing =
                opening.strip()
                        .substring(0, opening.strip().lastIndexOf(opening.strip().charAt(0)) + 1);
        assertThat(
                        extract(
                                "Text\n%s\nprint(1)\n%s\nMore"
                                        .formatted(opening, closing.replaceAll("[^`~].*", ""))))
                .isEqualTo("print(1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  print(1)  \n",
                "```bash\nls\n```",
                "use `x = 1` here",
                "a ```python b```"
            })
    void leavesOtherTextsAsTheyAre(String text) {
        assertThat(extract(text)).isEqualTo(text);
    }

    @Test
    void pythonWinsOverBlocksWithoutAName() {
        assertThat(extract("```\n$ python main.py\n```\n```python\nprint(1)\n```"))
                .isEqualTo("print(1)");
    }

    @Test
    void aBlockThatIsNeverClosedEndsWithTheText() {
        assertThat(extract("Sure!\n```python\nprint(1)\nprint(2)")).isEqualTo("print(1)\nprint(2)");
    }

    @Test
    void windowsLineEndsAreLineEnds() {
        assertThat(extract("a\r\n```python\r\nx = 1\r\n\r\nprint(x)\r\n```\r\nb"))
                .isEqualTo("x = 1\n\nprint(x)");
        assertThat(extract("```python\rprint(1)\r```")).isEqualTo("print(1)");
    }

    @Test
    void blocksOfListsLoseTheirIndentation() {
        assertThat(
                        extract(
                                """
                                1. First:

                                   ```python
                                   if True:
                                       print(1)
                                   ```
                                """))
                .isEqualTo("if True:\n    print(1)");
    }

    @Test
    void aLongerFenceHoldsAShorterOne() {
        assertThat(extract("````python\ndoc = 1\n```\nx\n```\nprint(doc)\n````"))
                .isEqualTo("doc = 1\n```\nx\n```\nprint(doc)");
        assertThat(extract("````markdown\n# Title\n```python\nprint(1)\n```\n````"))
                .isEqualTo("print(1)");
    }

    @Test
    void aFenceInsideOfAStringEndsNothing() {
        String code = "text = \"\"\"\n```\nnot code\n```\n\"\"\"\nprint(text)  # it's ```";
        assertThat(extract("```python\n" + code + "\n```\nThat's it.")).isEqualTo(code);
        assertThat(extract("```python\nx = '''never closed\n```\nThat's it."))
                .isEqualTo("x = '''never closed");
    }

    @Test
    void aBlockInOneLineIsABlock() {
        assertThat(extract("```python print(1)```")).isEqualTo("print(1)");
    }

    @Test
    void hugeAndHostileTextsAreRead() {
        assertThat(extract("`".repeat(1 << 20))).hasSize(0);
        assertThat(extract("```python\n" + "x = 1\n".repeat(200_000) + "```")).hasSize(1_199_999);
        assertThat(extract("```python\n\ud800\u0000\u202e\n```")).isEqualTo("\ud800\u0000\u202e");
        assertThat(extract("```\n".repeat(10_001))).isEmpty();
    }
}
