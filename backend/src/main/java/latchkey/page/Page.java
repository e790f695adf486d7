package latchkey.page;

/**
 * What one page shows. Its template is named after it, in the folder of its feature: {@code latchkey.login.LoginPage}
 * has {@code login/LoginPage.jte}. What a reply says above the content belongs to the reply, not to the page.
 */
public interface Page {}
