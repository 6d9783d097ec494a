/** What a notebook cell calls. */
package activationlab.notebook;
