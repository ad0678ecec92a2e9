package dev.kbench.llm.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Role;
import dev.kbench.content.Image;
import dev.kbench.content.Text;

import org.junit.jupiter.api.Test;

import java.util.List;

class AlternationTest {
    private static RequestMessage said(Role role, String text) {
        return new RequestMessage(role, new Text(text));
    }

    @Test
    void messagesOfOneRoleBecomeOne() {
        assertThat(
                        Alternation.of(
                                List.of(
                                        said(Role.SYSTEM, "s"),
                                        said(Role.USER, "[A]: 1"),
                                        said(Role.USER, "[B]: 2"),
                                        said(Role.ASSISTANT, "3"),
                                        said(Role.ASSISTANT, "4"),
                                        said(Role.USER, "5"),
                                        said(Role.SYSTEM, "Answer with a number."))))
                .containsExactly(
                        said(Role.SYSTEM, "s"),
                        said(Role.USER, "[A]: 1\n\n[B]: 2"),
                        said(Role.ASSISTANT, "3\n\n4"),
                        said(Role.USER, "5\n\nAnswer with a number."));
    }

    @Test
    void picturesAndToolResultsKeepTheirPlaces() {
        Image pixel = Image.fromPixels(new int[] {0}, 1, 1);
        List<RequestMessage> messages =
                List.of(
                        said(Role.USER, "a"),
                        new RequestMessage(Role.USER, pixel),
                        said(Role.USER, "b"),
                        said(Role.TOOL, "1"),
                        said(Role.TOOL, "2"));
        assertThat(Alternation.of(messages))
                .containsExactly(
                        new RequestMessage(Role.USER, List.of(new Text("a"), pixel, new Text("b"))),
                        said(Role.TOOL, "1"),
                        said(Role.TOOL, "2"));
    }

    @Test
    void onlyAModelThatDemandsItGetsThemSo() {
        ModelRequest request = ModelRequest.to("m").user("a").user("b").build();
        assertThat(Capabilities.BASIC.fit("m", request).request()).isSameAs(request);
        FittedRequest fitted =
                Capabilities.BASIC.with(Feature.ROLES_IN_A_ROW, false).fit("m", request);
        assertThat(fitted.request().messages()).containsExactly(said(Role.USER, "a\n\nb"));
        assertThat(fitted.leftOut())
                .containsEntry(
                        "messages", "2: the model takes turns in alternation, and got them as 1");
        ModelRequest turns = ModelRequest.to("m").user("a").build();
        assertThat(Capabilities.BASIC.with(Feature.ROLES_IN_A_ROW, false).fit("m", turns).request())
                .isSameAs(turns);
    }

    @Test
    void aRequestTellsWhetherItAlternatesExactlyWhereNothingIsToBeJoined() {
        Role[] roles = {Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL};
        for (int code = 0; code < 4 * 4 * 4 * 4; code++) {
            List<RequestMessage> messages =
                    List.of(
                            said(roles[code % 4], "a"),
                            said(roles[code / 4 % 4], "b"),
                            said(roles[code / 16 % 4], "c"),
                            said(roles[code / 64], "d"));
            ModelRequest request = ModelRequest.to("m").messages(messages).build();
            assertThat(request.alternates())
                    .as("%s", messages)
                    .isEqualTo(Alternation.of(messages).equals(messages));
        }
    }
}
